namespace Aevrion.Core.Hashing;

/// <summary>The numbers of the BLAKE3 specification (O'Connor, Aumasson, Neves, Wilcox-O'Hearn, 2020), section 2.</summary>
internal static class Blake3Constants
{
    public const int BlockLength = 64;
    public const int ChunkLength = 1024;
    public const int BlocksPerChunk = ChunkLength / BlockLength;

    /// <summary>Words of a chaining value, of a key and of a default-length hash.</summary>
    public const int ChainingWords = 8;

    /// <summary>Words of a block and of the compression function's state.</summary>
    public const int BlockWords = 16;

    public const int Rounds = 7;

    /// <summary>Deepest tree: 2^64 bytes of input are 2^54 chunks.</summary>
    public const int MaxTreeDepth = 54;

    /// <summary>First block of a chunk.</summary>
    public const uint ChunkStart = 1 << 0;

    /// <summary>Last block of a chunk.</summary>
    public const uint ChunkEnd = 1 << 1;

    /// <summary>A node with two children.</summary>
    public const uint Parent = 1 << 2;

    /// <summary>The node whose output is the hash.</summary>
    public const uint Root = 1 << 3;

    public const uint KeyedHash = 1 << 4;

    public const uint DeriveKeyContext = 1 << 5;

    public const uint DeriveKeyMaterial = 1 << 6;

    // The initial chaining value, table 1: the same words as SHA-256.
    public const uint Iv0 = 0x6A09E667;
    public const uint Iv1 = 0xBB67AE85;
    public const uint Iv2 = 0x3C6EF372;
    public const uint Iv3 = 0xA54FF53A;
    public const uint Iv4 = 0x510E527F;
    public const uint Iv5 = 0x9B05688C;
    public const uint Iv6 = 0x1F83D9AB;
    public const uint Iv7 = 0x5BE0CD19;

    private static readonly uint[] InitialWords = [Iv0, Iv1, Iv2, Iv3, Iv4, Iv5, Iv6, Iv7];

    public static ReadOnlySpan<uint> InitialValue => InitialWords;

    /// <summary>
    /// For each round the 16 message words in the order in which the round takes them: table 2's permutation applied
    /// once more for every round.
    /// </summary>
    public static ReadOnlySpan<byte> MessageSchedule =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8,
        3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1,
        10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6,
        12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4,
        9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7,
        11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13,
    ];
}
