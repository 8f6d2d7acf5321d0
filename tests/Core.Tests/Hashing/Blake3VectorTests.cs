using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3VectorTests
{
    [Fact]
    public void Every_mode_gives_the_official_extended_output()
    {
        Assert.Equal(35, Blake3Vectors.All.Count);
        Assert.All(Blake3Vectors.All, vector =>
        {
            Assert.Equal(vector.Hash, Hash(vector, vector.Hash.Length));
            Assert.Equal(vector.KeyedHash, KeyedHash(vector, vector.KeyedHash.Length));
            Assert.Equal(vector.DerivedKey, DeriveKey(vector, vector.DerivedKey.Length));
        });
    }

    [Fact]
    public void The_default_length_is_the_beginning_of_the_extended_output() =>
        Assert.All(Blake3Vectors.All, vector =>
        {
            Assert.Equal(vector.Hash[..Blake3.HashLength], Hash(vector, Blake3.HashLength));
            Assert.Equal(vector.KeyedHash[..Blake3.HashLength], KeyedHash(vector, Blake3.HashLength));
            Assert.Equal(vector.DerivedKey[..Blake3.HashLength], DeriveKey(vector, Blake3.HashLength));
        });

    [Fact]
    public void Output_of_any_length_is_the_beginning_of_the_extended_output() =>
        Assert.All(Blake3Vectors.All.Where(vector => vector.Input.Length is 0 or 65 or 1024 or 1025), vector =>
        {
            for (var length = 0; length <= vector.Hash.Length; length++)
                Assert.Equal(vector.Hash[..length], Hash(vector, length));
        });

    [Fact]
    public void The_incremental_hasher_gives_the_official_output_in_every_mode() =>
        Assert.All(Blake3Vectors.All, vector =>
        {
            Assert.Equal(vector.Hash, Finish(Blake3Hasher.CreateHash(), vector));
            Assert.Equal(vector.KeyedHash, Finish(Blake3Hasher.CreateKeyed(Blake3Vectors.Key), vector));
            Assert.Equal(vector.DerivedKey, Finish(Blake3Hasher.CreateDeriveKey(Blake3Vectors.Context), vector));
        });

    [Fact]
    public void Many_inputs_at_once_give_the_official_hashes()
    {
        var buffer = Blake3Vectors.All.MaxBy(vector => vector.Input.Length)!.Input;
        int[] lengths = [.. Blake3Vectors.All.Select(vector => vector.Input.Length)];
        var output = new byte[lengths.Length * Blake3.HashLength];
        Blake3.HashMany(buffer, new int[lengths.Length], lengths, output);
        Assert.Equal(Blake3Vectors.All.SelectMany(vector => vector.Hash[..Blake3.HashLength]), output);
    }

    private static byte[] Hash(Blake3Vector vector, int length)
    {
        var output = new byte[length];
        Blake3.Hash(vector.Input, output);
        return output;
    }

    private static byte[] KeyedHash(Blake3Vector vector, int length)
    {
        var output = new byte[length];
        Blake3.KeyedHash(Blake3Vectors.Key, vector.Input, output);
        return output;
    }

    private static byte[] DeriveKey(Blake3Vector vector, int length)
    {
        var output = new byte[length];
        Blake3.DeriveKey(Blake3Vectors.Context, vector.Input, output);
        return output;
    }

    private static byte[] Finish(Blake3Hasher hasher, Blake3Vector vector)
    {
        var output = new byte[vector.Hash.Length];
        hasher.Update(vector.Input);
        hasher.Finish(output);
        return output;
    }
}
