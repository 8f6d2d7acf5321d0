using Aevrion.Core.Hashing;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>
/// Every vector width gives what plain integers give, whichever the processor at hand would choose. The reference here is the hasher
/// fed a chunk at a time, which never uses lanes.
/// </summary>
public sealed class LaneTests
{
    private const uint Flags = Blake3Constants.KeyedHash;

    private static readonly byte[] Key = HashInputs.Random(Blake3.KeyLength, seed: 6);

    [Fact]
    public void One_lane_agrees_with_plain_integers() => RequireAgreement<Lanes1>();

    [Fact]
    public void Four_lanes_agree_with_plain_integers() => RequireAgreement<Lanes4>();

    [Fact]
    public void Eight_lanes_agree_with_plain_integers()
    {
        Assert.SkipUnless(Lanes8.IsSupported, "This processor has no AVX2.");
        RequireAgreement<Lanes8>();
    }

    [Fact]
    public void Sixteen_lanes_agree_with_plain_integers()
    {
        Assert.SkipUnless(Lanes16.IsSupported, "This processor has no AVX-512.");
        RequireAgreement<Lanes16>();
    }

    private static void RequireAgreement<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Around every number of chunks, up to one that fills 16 lanes four times over.
        for (var chunks = 1; chunks <= 65; chunks++)
        {
            RequireSameTree<TLanes>((chunks * Blake3Constants.ChunkLength) + 1);
            RequireSameTree<TLanes>((chunks * Blake3Constants.ChunkLength) + Blake3Constants.ChunkLength);
        }

        RequireSameTree<TLanes>(300_000);
        for (var count = 0; count <= 50; count++)
            RequireSameBatch<TLanes>(count);
        RequireSameChunks<TLanes>(firstCounter: uint.MaxValue - 5);
    }

    private static void RequireSameTree<TLanes>(int length)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var input = HashInputs.Random(length, seed: length);
        var key = ChainingValue.FromKey(Key);
        var pair = new byte[Blake3Constants.BlockLength];
        Subtree.HashToPair<TLanes>(input, key, 0, Flags, pair);
        var actual = new byte[Blake3.HashLength];
        NodeOutput.OfParent(pair, key, Flags).WriteRoot(actual, 0);

        var hasher = Blake3Hasher.CreateKeyed(Key);
        foreach (var chunk in input.Chunk(Blake3Constants.ChunkLength))
            hasher.Update(chunk);
        var expected = new byte[Blake3.HashLength];
        hasher.Finish(expected);
        Assert.Equal(expected, actual);
    }

    // Chunk numbers of more than 32 bits, which take 4 TiB of input to reach.
    private static void RequireSameChunks<TLanes>(ulong firstCounter)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int count = 16;
        var input = HashInputs.Random(count * Blake3Constants.ChunkLength, seed: 9);
        var key = ChainingValue.FromKey(Key);
        var actual = new byte[count * Blake3.HashLength];
        ParallelNodes.HashChunks<TLanes>(input, key, firstCounter, Flags, actual);
        var expected = new byte[actual.Length];
        for (var i = 0; i < count; i++)
        {
            var chunk = input.AsSpan(i * Blake3Constants.ChunkLength, Blake3Constants.ChunkLength);
            Chunk.WriteValue(chunk, key, firstCounter + (ulong)i, Flags, expected.AsSpan(i * Blake3.HashLength));
        }

        Assert.Equal(expected, actual);
    }

    private static void RequireSameBatch<TLanes>(int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var random = new Random(count);
        var buffer = HashInputs.Random(4_000, seed: count);
        int[] lengths = [.. Enumerable.Range(0, count).Select(_ => random.Next(1_200))];
        int[] offsets = [.. lengths.Select(length => random.Next(buffer.Length - length))];
        var (expected, actual) = (new byte[count * Blake3.HashLength], new byte[count * Blake3.HashLength]);
        new InputBatch(buffer, offsets, lengths, expected).HashEach();
        new InputBatch(buffer, offsets, lengths, actual).Hash<TLanes>();
        Assert.Equal(expected, actual);
    }
}
