using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client;

/// <summary>Reads the blocks of a backup one by one, checks their checksums, and copies those that are right.</summary>
/// <param name="input">The backup, from its beginning.</param>
/// <param name="copyTo">Where the blocks go; null for nowhere.</param>
internal sealed class BackupBlocks(Stream input, Stream? copyTo)
{
    /// <summary>Kinds of blocks.</summary>
    public const byte Header = 1;
    public const byte Events = 2;
    public const byte Trailer = 3;
    public const byte Failure = 4;

    private const int FormatVersion = 1;
    private const int MaxBlockBytes = 8 * 1024 * 1024;
    private const int HeadBytes = 10;
    private const byte AsTheyAre = 0;
    private const byte Brotli = 1;

    private readonly byte[] _checksum = new byte[SHA256.HashSizeInBytes];
    private byte[] _stored = new byte[64 * 1024];
    private byte[] _content = [];
    private long _block;

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'A', (byte)'E', (byte)'V', (byte)'B', (byte)'K', 0x0D, 0x0A];

    /// <summary>Bytes of what was read.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the block holds; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Content { get; private set; }

    /// <summary>The last block's checksum.</summary>
    public string Checksum => Convert.ToHexStringLower(_checksum);

    public async Task ReadPreambleAsync(CancellationToken cancellationToken)
    {
        var length = Magic.Length + sizeof(uint);
        var read = await input.ReadAtLeastAsync(_stored.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < length || !_stored.AsSpan(0, length).StartsWith(Magic))
            throw new AevrionBackupException("This is no backup of Aevrion: it does not begin like one.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(_stored.AsSpan(Magic.Length));
        if (version != FormatVersion)
            throw new AevrionBackupException($"The backup has version {version} of the format, and this command reads version {FormatVersion}. Use the one that belongs to the build that wrote it, or a later one.");
        SHA256.HashData(_stored.AsSpan(0, length), _checksum);
        await CopyAsync(length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes to the next block and answers its kind.</summary>
    /// <exception cref="AevrionBackupException">It is broken, or there is none.</exception>
    public async Task<byte> NextAsync(CancellationToken cancellationToken)
    {
        _block++;
        await FillAsync(0, HeadBytes, cancellationToken).ConfigureAwait(false);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(_stored.AsSpan(2));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_stored.AsSpan(2 + sizeof(uint)));
        if (bytes > MaxBlockBytes || length > MaxBlockBytes)
            throw Broken("says that it is larger than a block may be");
        var end = HeadBytes + (int)bytes;
        if (_stored.Length < end + _checksum.Length)
            Array.Resize(ref _stored, end + _checksum.Length);
        await FillAsync(HeadBytes, (int)bytes + _checksum.Length, cancellationToken).ConfigureAwait(false);
        using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            hash.AppendData(_checksum);
            hash.AppendData(_stored.AsSpan(0, end));
            hash.GetHashAndReset(_checksum);
        }

        if (!_stored.AsSpan(end, _checksum.Length).SequenceEqual(_checksum))
            throw Broken("does not have the checksum that it says");
        Decode((int)bytes, (int)length);
        await CopyAsync(end + _checksum.Length, cancellationToken).ConfigureAwait(false);
        return _stored[0];
    }

    /// <summary>The document in the block, which has to be of that kind.</summary>
    public T Read<T>(byte kind, byte expected, JsonTypeInfo<T> type)
    {
        if (kind != expected)
            throw Broken("cannot be read, or has no place there");
        try
        {
            return JsonSerializer.Deserialize(Content.Span, type) ?? throw Broken("is empty");
        }
        catch (JsonException exception)
        {
            throw new AevrionBackupException($"The backup is broken: block {_block} cannot be read.", exception);
        }
    }

    public AevrionBackupException Broken(string how) => new($"The backup is broken: block {_block} {how}.");

    private void Decode(int bytes, int length)
    {
        var stored = _stored.AsMemory(HeadBytes, bytes);
        if (_stored[1] == AsTheyAre && bytes == length)
        {
            Content = stored;
            return;
        }

        if (_content.Length < length)
            _content = new byte[length];
        if (_stored[1] != Brotli || !BrotliDecoder.TryDecompress(stored.Span, _content.AsSpan(0, length), out var written) || written != length)
            throw Broken("cannot be decompressed");
        Content = _content.AsMemory(0, length);
    }

    private async Task FillAsync(int offset, int count, CancellationToken cancellationToken)
    {
        var read = await input.ReadAtLeastAsync(_stored.AsMemory(offset, count), count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < count)
            throw new AevrionBackupException($"The backup ends before its end: block {_block} is cut off or missing.");
    }

    private async Task CopyAsync(int bytes, CancellationToken cancellationToken)
    {
        Bytes += bytes;
        if (copyTo is not null)
            await copyTo.WriteAsync(_stored.AsMemory(0, bytes), cancellationToken).ConfigureAwait(false);
    }
}
