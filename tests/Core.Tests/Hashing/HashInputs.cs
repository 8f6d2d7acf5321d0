using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>Inputs for hash functions: random bytes, lengths that favour the edges of blocks, chunks and subtrees.</summary>
public static class HashInputs
{
    public const int MaxLength = 1 << 20;

    private static readonly int[] Edges =
    [
        0, 1, 2, 63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2047, 2048, 2049, 3072, 3073, 4096, 7169, 8191, 8192, 8193,
        16_383, 16_384, 16_385, 31_744, 32_768, 32_769, 65_536, 65_537, 131_072, 131_073, 1_048_575, 1_048_576,
    ];

    public static Gen<int> Length { get; } = Gen.OneOf(Gen.Elements(Edges), Gen.Choose(0, 3_000), Gen.Choose(0, MaxLength));

    public static Gen<byte[]> Bytes { get; } =
        Gen.Zip(Length, Gen.Choose(0, int.MaxValue)).Select(pair => Random(pair.Item1, pair.Item2));

    /// <summary>The same bytes for the same seed.</summary>
    public static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
