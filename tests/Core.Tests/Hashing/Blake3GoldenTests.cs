using System.Text;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>The values in docs/internals/hashing.md, computed with b3sum.</summary>
public sealed class Blake3GoldenTests
{
    private readonly byte[] _output = new byte[Blake3.HashLength];

    [Theory]
    [InlineData("", "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262")]
    [InlineData("abc", "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85")]
    public void Golden_hashes_of_texts(string input, string expected)
    {
        Blake3.Hash(Encoding.ASCII.GetBytes(input), _output);
        Assert.Equal(expected, Convert.ToHexStringLower(_output));
    }

    [Fact]
    public void Golden_hash_of_two_chunks_of_zeros()
    {
        Blake3.Hash(new byte[1_025], _output);
        Assert.Equal("d2beb49d87e59db174cb3ff1440f1899422968df670d060fd7ce759e8cc160e7", Convert.ToHexStringLower(_output));
    }

    [Fact]
    public void Golden_keyed_hash()
    {
        Blake3.KeyedHash("whats the Elvish word for friend"u8, "abc"u8, _output);
        Assert.Equal("157f8b4b104070014ab0b3b7aff364f794e010e92b1c976318e892f380b53406", Convert.ToHexStringLower(_output));
    }

    [Fact]
    public void Golden_derived_key()
    {
        Blake3.DeriveKey("BLAKE3 2019-12-27 16:29:52 test vectors context", "abc"u8, _output);
        Assert.Equal("221c3923b5f3358d596e6cbad6c20c2c63df740e7dc46a8f9ebab07d460ba827", Convert.ToHexStringLower(_output));
    }
}
