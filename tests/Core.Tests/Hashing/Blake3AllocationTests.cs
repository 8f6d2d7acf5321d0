using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3AllocationTests
{
    [Fact]
    public void Hashing_allocates_nothing()
    {
        var input = HashInputs.Random(100_000, seed: 8);
        var output = new byte[40 * Blake3.HashLength];
        var (offsets, lengths) = (new int[40], Enumerable.Range(0, 40).Select(i => i * 30).ToArray());
        var hasher = Blake3Hasher.CreateHash();
        HashEverything(input, output, offsets, lengths, hasher);

        var before = GC.GetAllocatedBytesForCurrentThread();
        HashEverything(input, output, offsets, lengths, hasher);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void HashEverything(byte[] input, byte[] output, int[] offsets, int[] lengths, Blake3Hasher hasher)
    {
        Blake3.Hash(input.AsSpan(0, 200), output.AsSpan(0, Blake3.HashLength));
        Blake3.Hash(input, output);
        Blake3.KeyedHash(input.AsSpan(0, Blake3.KeyLength), input, output);
        Blake3.HashMany(input, offsets, lengths, output);
        hasher.Reset();
        hasher.Update(input.AsSpan(0, 10));
        hasher.Update(input);
        hasher.Finish(output);
    }
}
