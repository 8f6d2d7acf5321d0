using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3VectorTests
{
    [Fact]
    public void Every_mode_gives_the_official_extended_output()
    {
        Assert.NotEmpty(Blake3Vectors.All);
        Assert.All(Blake3Vectors.All, vector =>
        {
            var output = new byte[vector.Hash.Length];
            Blake3.Hash(vector.Input, output);
            Assert.Equal(vector.Hash, output);
            Blake3.KeyedHash(Blake3Vectors.Key, vector.Input, output);
            Assert.Equal(vector.KeyedHash, output);
            Blake3.DeriveKey(Blake3Vectors.Context, vector.Input, output);
            Assert.Equal(vector.DerivedKey, output);
        });
    }
}
