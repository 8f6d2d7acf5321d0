using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Storage.Backup;

/// <summary>Writes a backup block by block. Not safe for concurrent use.</summary>
/// <param name="output">Where it goes; stays open.</param>
internal sealed class BackupWriter(Stream output)
{
    private readonly byte[] _checksum = new byte[BackupFormat.ChecksumBytes];
    private byte[] _block = new byte[BackupLimits.TargetBlockBytes];

    /// <summary>Writes the preamble and the header.</summary>
    public async Task BeginAsync(BackupHeader header, CancellationToken cancellationToken)
    {
        var preamble = new byte[BackupFormat.PreambleBytes];
        BackupFormat.Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble.AsSpan(BackupFormat.Magic.Length), BackupLimits.FormatVersion);
        SHA256.HashData(preamble, _checksum);
        await output.WriteAsync(preamble, cancellationToken).ConfigureAwait(false);
        await WriteAsync(BackupBlockKind.Header, header, BackupJson.Default.BackupHeader, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a block of events.</summary>
    public Task WriteEventsAsync(ReadOnlyMemory<byte> records, CancellationToken cancellationToken) =>
        WriteAsync(BackupBlockKind.Events, records, cancellationToken);

    /// <summary>Writes the last block of a whole backup.</summary>
    public Task EndAsync(BackupTrailer trailer, CancellationToken cancellationToken) =>
        WriteAsync(BackupBlockKind.Trailer, trailer, BackupJson.Default.BackupTrailer, cancellationToken);

    /// <summary>Writes the last block of one that failed.</summary>
    public Task FailAsync(BackupFailure failure, CancellationToken cancellationToken) =>
        WriteAsync(BackupBlockKind.Failure, failure, BackupJson.Default.BackupFailure, cancellationToken);

    private Task WriteAsync<T>(BackupBlockKind kind, T document, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        WriteAsync(kind, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellationToken);

    private async Task WriteAsync(BackupBlockKind kind, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var length = Encode(kind, content.Span);
        await output.WriteAsync(_block.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The block with its checksum, in the buffer; answers its length.</summary>
    private int Encode(BackupBlockKind kind, ReadOnlySpan<byte> content)
    {
        if (content.Length > BackupLimits.MaxBlockBytes)
            throw new InvalidOperationException($"A block of {content.Length} bytes is more than a backup may have.");
        var room = BackupFormat.BlockHeadBytes + content.Length + BackupFormat.ChecksumBytes;
        if (_block.Length < room)
            _block = new byte[room];

        // What does not get smaller is stored as it is.
        var stored = _block.AsSpan(BackupFormat.BlockHeadBytes, content.Length);
        var encoding = BackupFormat.Brotli;
        if (!BrotliEncoder.TryCompress(content, stored, out var bytes, BackupLimits.CompressionQuality, BackupLimits.CompressionWindowBits))
        {
            content.CopyTo(stored);
            (encoding, bytes) = (BackupFormat.AsTheyAre, content.Length);
        }

        _block[0] = (byte)kind;
        _block[1] = encoding;
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(2), bytes);
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(2 + sizeof(uint)), content.Length);
        var end = BackupFormat.BlockHeadBytes + bytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_checksum);
        hash.AppendData(_block.AsSpan(0, end));
        hash.GetHashAndReset(_checksum);
        _checksum.CopyTo(_block.AsSpan(end));
        return end + BackupFormat.ChecksumBytes;
    }
}
