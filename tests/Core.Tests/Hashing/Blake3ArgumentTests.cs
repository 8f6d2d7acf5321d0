using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3ArgumentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length)
    {
        Assert.Throws<ArgumentException>("key", () => Blake3.KeyedHash(new byte[length], [], new byte[32]));
        Assert.Throws<ArgumentException>("key", () => Blake3Hasher.CreateKeyed(new byte[length]));
    }

    [Fact]
    public void A_context_that_is_no_text_is_refused()
    {
        Assert.Throws<ArgumentNullException>("context", () => Blake3.DeriveKey(null!, [], new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => Blake3.DeriveKey("half a surrogate pair \uD800", [], new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => Blake3Hasher.CreateDeriveKey("\uDC00"));
    }

    [Fact]
    public void Output_may_overwrite_the_input()
    {
        var expected = new byte[2_000];
        Blake3.Hash(new byte[2_000], expected);
        var inPlace = new byte[2_000];
        Blake3.Hash(inPlace, inPlace);
        Assert.Equal(expected, inPlace);
    }
}
