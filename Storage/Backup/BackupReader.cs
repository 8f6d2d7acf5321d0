using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Backup;

/// <summary>
/// Reads a backup, block by block, and trusts nothing in it: a block is passed on only when its checksum is right and every event in it keeps
/// the limits and is what its id stands for; and the backup is whole only when count and digest at its end are those of what was read. Not safe for
/// concurrent use.
/// </summary>
/// <param name="input">The backup, from its beginning; stays open. More than the backup is not read.</param>
public sealed class BackupReader(Stream input)
{
    private readonly byte[] _checksum = new byte[BackupFormat.ChecksumBytes];
    private byte[] _stored = new byte[BackupLimits.TargetBlockBytes];
    private byte[] _content = new byte[BackupLimits.TargetBlockBytes];
    private EventSetDigest? _digest;
    private BackupHeader? _header;
    private EventStamp? _last;
    private long _deletions;

    /// <summary>What the backup says of itself; read first.</summary>
    public BackupHeader Header => _header ?? throw new InvalidOperationException("The header has not been read.");

    /// <summary>What all events come to; there after the last block.</summary>
    public BackupTrailer? Trailer { get; private set; }

    /// <summary>Blocks read, the header and the one under way among them.</summary>
    public long Blocks { get; private set; }

    /// <summary>Events read.</summary>
    public long Events { get; private set; }

    /// <summary>Reads the preamble and the header.</summary>
    /// <exception cref="BackupRejectedException">It is no backup, or one of another version.</exception>
    public async Task<BackupHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var preamble = new byte[BackupFormat.PreambleBytes];
        var read = await input.ReadAtLeastAsync(preamble, preamble.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < preamble.Length || !preamble.AsSpan().StartsWith(BackupFormat.Magic))
            throw new BackupRejectedException("This is no backup of Aevrion: it does not begin like one.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(BackupFormat.Magic.Length));
        if (version != BackupLimits.FormatVersion)
            throw new BackupRejectedException($"The backup has version {version} of the format, and this build reads version {BackupLimits.FormatVersion}. Restore it with the build that wrote it, or a later one.");
        SHA256.HashData(preamble, _checksum);
        var (kind, content) = await ReadBlockAsync(cancellationToken).ConfigureAwait(false);
        if (kind != BackupBlockKind.Header)
            throw Broken("is not the header");
        var header = Read(content, BackupJson.Default.BackupHeader);
        if (header.Granularity is < 1 or > TreeShape.MaxGranularityMs || header.BranchingFactor is < 2 or > TreeShape.MaxBranchingFactor
            || header.Events < 0 || !header.Regions.All(RegionName.IsValid))
            throw Broken("has a header that cannot be");
        _digest = new EventSetDigest(new TreeShape(header.Granularity, header.BranchingFactor));
        return _header = header;
    }

    /// <summary>Reads the next block of events; null behind the last, when the backup is whole.</summary>
    /// <exception cref="BackupRejectedException">The backup is broken, or was broken off; nothing of this block is passed on.</exception>
    public async Task<IReadOnlyList<BackedUpEvent>?> ReadEventsAsync(CancellationToken cancellationToken)
    {
        if (Trailer is not null)
            return null;
        var (kind, content) = await ReadBlockAsync(cancellationToken).ConfigureAwait(false);
        switch (kind)
        {
            case BackupBlockKind.Events:
                return ReadRecords(content.Span);
            case BackupBlockKind.Trailer:
                Trailer = CheckTrailer(Read(content, BackupJson.Default.BackupTrailer));
                return null;
            case BackupBlockKind.Failure:
                throw new BackupRejectedException($"The backup was broken off when it was taken: {Read(content, BackupJson.Default.BackupFailure).Error}");
            default:
                throw Broken($"is of a kind ({(byte)kind}) that has no place there");
        }
    }

    private BackupTrailer CheckTrailer(BackupTrailer trailer)
    {
        var digest = Events == 0 ? null : _digest!.Finish().Digest.ToString();
        return trailer == new BackupTrailer(Events, _deletions, digest) && Events == Header.Events
            ? trailer
            : throw Broken($"says that there are {trailer.Events} events with digest {trailer.Digest}, and there were {Events} with {digest}");
    }

    private List<BackedUpEvent> ReadRecords(ReadOnlySpan<byte> content)
    {
        var parser = new RecordParser(content, Header.Regions);
        var drafts = new List<EventDraft>();
        var ids = new List<Hash256>();
        var later = new List<ImmutableArray<Hash256>>();
        while (!parser.IsAtEnd)
        {
            if (drafts.Count == BackupLimits.MaxBlockEvents || !parser.TryRead(out var draft, out var id, out var laterParents))
                throw Broken("has a record that cannot be read");
            if (EventRules.Check(draft.Key, draft.Value.GetValueOrDefault().Length, draft.Timestamp) is var rejection and not EventRejection.None)
                throw Broken($"has an event that breaks a limit ({rejection})");
            drafts.Add(draft);
            ids.Add(id);
            later.Add(laterParents);
        }

        var events = Event.CreateMany(drafts.ToArray());
        var read = new List<BackedUpEvent>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Id != ids[i])
                throw Broken($"has an event of key {events[i].Key} that is not what its id stands for");
            if (_last is { } last && events[i].Stamp <= last)
                throw Broken("has events out of order");
            _last = events[i].Stamp;
            read.Add(new BackedUpEvent(events[i], later[i]));
        }

        Note(events);
        return read;
    }

    private void Note(Event[] events)
    {
        Span<byte> id = stackalloc byte[Hash256.Length];
        foreach (var item in events)
        {
            item.Id.CopyTo(id);
            _digest!.Add(item.Timestamp, id);
            _deletions += item.IsDeletion ? 1 : 0;
        }

        Events += events.Length;
    }

    /// <summary>A block whose checksum is right; its content is valid until the next one is read.</summary>
    private async Task<(BackupBlockKind Kind, ReadOnlyMemory<byte> Content)> ReadBlockAsync(CancellationToken cancellationToken)
    {
        Blocks++;
        await FillAsync(0, BackupFormat.BlockHeadBytes, cancellationToken).ConfigureAwait(false);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(_stored.AsSpan(2));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_stored.AsSpan(2 + sizeof(uint)));
        if (bytes > BackupLimits.MaxBlockBytes || length > BackupLimits.MaxBlockBytes)
            throw Broken("says that it is larger than a block may be");
        var end = BackupFormat.BlockHeadBytes + (int)bytes;
        if (_stored.Length < end + BackupFormat.ChecksumBytes)
            Array.Resize(ref _stored, end + BackupFormat.ChecksumBytes);
        await FillAsync(BackupFormat.BlockHeadBytes, (int)bytes + BackupFormat.ChecksumBytes, cancellationToken).ConfigureAwait(false);
        using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            hash.AppendData(_checksum);
            hash.AppendData(_stored.AsSpan(0, end));
            hash.GetHashAndReset(_checksum);
        }

        if (!_stored.AsSpan(end, BackupFormat.ChecksumBytes).SequenceEqual(_checksum))
            throw Broken("does not have the checksum that it says");
        var content = Decode(_stored[1], _stored.AsMemory(BackupFormat.BlockHeadBytes, (int)bytes), (int)length);
        return ((BackupBlockKind)_stored[0], content);
    }

    private ReadOnlyMemory<byte> Decode(byte encoding, ReadOnlyMemory<byte> stored, int length)
    {
        if (encoding == BackupFormat.AsTheyAre && stored.Length == length)
            return stored;
        if (_content.Length < length)
            _content = new byte[length];
        return encoding == BackupFormat.Brotli
            && BrotliDecoder.TryDecompress(stored.Span, _content.AsSpan(0, length), out var written) && written == length
            ? _content.AsMemory(0, length)
            : throw Broken("cannot be decompressed");
    }

    private async Task FillAsync(int offset, int count, CancellationToken cancellationToken)
    {
        var read = await input.ReadAtLeastAsync(_stored.AsMemory(offset, count), count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < count)
            throw new BackupRejectedException($"The backup ends before its end: block {Blocks} is cut off or missing.");
    }

    private T Read<T>(ReadOnlyMemory<byte> content, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(content.Span, type) ?? throw Broken("is empty");
        }
        catch (JsonException exception)
        {
            throw new BackupRejectedException($"The backup is broken: block {Blocks} cannot be read: {exception.Message}", exception);
        }
    }

    private BackupRejectedException Broken(string how) => new($"The backup is broken: block {Blocks} {how}.");
}
