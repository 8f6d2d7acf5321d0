using System.Security.Cryptography;

namespace Aevrion.Storage.Backup;

/// <summary>
/// The frame of a backup: a preamble, then blocks. A block is kind (1 byte), encoding (1 byte), stored length and length (4 bytes each,
/// little endian), the stored bytes, and a checksum: SHA-256 of the checksum before it and of all bytes of the block up to here. The checksum before
/// the first block is that of the preamble, so the last one stands for the whole file.
/// </summary>
internal static class BackupFormat
{
    public const int ChecksumBytes = SHA256.HashSizeInBytes;

    /// <summary>Bytes of a block before what is stored.</summary>
    public const int BlockHeadBytes = 1 + 1 + sizeof(uint) + sizeof(uint);

    /// <summary>The bytes are stored as they are.</summary>
    public const byte AsTheyAre = 0;

    /// <summary>The bytes are compressed with Brotli.</summary>
    public const byte Brotli = 1;

    /// <summary>What every backup begins with; then comes the version, 4 bytes, little endian.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'A', (byte)'E', (byte)'V', (byte)'B', (byte)'K', 0x0D, 0x0A];

    /// <summary>Bytes of magic and version.</summary>
    public static int PreambleBytes => Magic.Length + sizeof(uint);
}
