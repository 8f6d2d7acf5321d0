using System.Buffers.Binary;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Verification;

namespace Aevrion.Storage.Backup;

/// <summary>
/// Gathers the events of a block as records, and holds each to what is true of every event: its id is the hash of its content, and it keeps the
/// limits. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// A record, all numbers little endian: timestamp (8 bytes), id (32), place of the origin in the header's regions (2), length of the key (2), key,
/// flags (1: bit 0 for a value, bit 1 for a batch), length of the value (4) and value when there is one, number of parents (1) and parents, number of later
/// parents (2) and those, the batch's name and count (12, big endian) when there is one.
/// </remarks>
/// <param name="shape">Geometry of the tree that the digest is taken of.</param>
/// <param name="origins">Places of the regions in the header, by their numbers in the database.</param>
internal sealed class BackupRecords(TreeShape shape, IReadOnlyDictionary<short, ushort> origins)
{
    public const byte HasValue = 1;
    public const byte HasBatch = 2;

    private readonly EventSetDigest _digest = new(shape);
    private readonly IdAudit _ids = new();
    private byte[] _buffer = new byte[BackupLimits.TargetBlockBytes + (64 * 1024)];
    private int _length;
    private int _count;
    private long _events;
    private long _deletions;

    /// <summary>True when the block should be written.</summary>
    public bool IsFull => _length >= BackupLimits.TargetBlockBytes || _count >= BackupLimits.MaxBlockEvents;

    /// <summary>The records of the block.</summary>
    public ReadOnlyMemory<byte> Block => _buffer.AsMemory(0, _length);

    /// <summary>Adds the event that the rows stand on.</summary>
    /// <exception cref="BackupRejectedException">It is damaged.</exception>
    public void Add(CopyRows row)
    {
        Check(row);
        var key = row.Bytes(BackupRow.Key);
        var value = row.Bytes(BackupRow.Value);
        var isDeletion = row.IsNull(BackupRow.Value);
        if (!_ids.HasRoom(key.Length, value.Length))
            CheckIds();
        _ids.Add(key, isDeletion, value, row.Int64(BackupRow.Timestamp), row.Bytes(BackupRow.Id));
        _digest.Add(row.Int64(BackupRow.Timestamp), row.Bytes(BackupRow.Id));

        PutInt64(row.Int64(BackupRow.Timestamp));
        Put(row.Bytes(BackupRow.Id));
        PutUInt16(origins[row.Int16(BackupRow.Origin)]);
        PutUInt16((ushort)key.Length);
        Put(key);
        Put([(byte)((isDeletion ? 0 : HasValue) | (row.IsNull(BackupRow.Batch) ? 0 : HasBatch))]);
        if (!isDeletion)
        {
            PutInt32(value.Length);
            Put(value);
        }

        Put([(byte)(row.Bytes(BackupRow.Parents).Length / Hash256.Length)]);
        Put(row.Bytes(BackupRow.Parents));
        PutUInt16((ushort)(row.Bytes(BackupRow.LaterParents).Length / Hash256.Length));
        Put(row.Bytes(BackupRow.LaterParents));
        Put(row.Bytes(BackupRow.Batch));
        _count++;
        _deletions += isDeletion ? 1 : 0;
    }

    /// <summary>Checks what is not checked yet; nothing of a block may be written before.</summary>
    /// <exception cref="BackupRejectedException">An event is damaged.</exception>
    public void CheckIds()
    {
        if (_ids.Check() is [var wrong, ..])
            throw Damaged($"the event of key {wrong.Key} at {wrong.Timestamp} is not what its id {wrong.Kept} stands for");
    }

    /// <summary>Begins the next block.</summary>
    public void Clear()
    {
        _events += _count;
        (_length, _count) = (0, 0);
    }

    /// <summary>What all events come to. Nothing can be added afterwards.</summary>
    public BackupTrailer Finish() => new(_events, _deletions, _events == 0 ? null : _digest.Finish().Digest.ToString());

    /// <summary>What a backup says of a region that it must not be taken of.</summary>
    public static BackupRejectedException Damaged(string what) =>
        new($"The region is damaged: {what}. Run 'aevrion verify --repair', which names all that is wrong; then take the backup again.");

    private void Check(CopyRows row)
    {
        if (row.IsNull(BackupRow.Key) || row.Bytes(BackupRow.Key).IsEmpty)
            throw Damaged($"an event at {row.Int64(BackupRow.Timestamp)} has no key, or one that is too long");
        if (row.IsNull(BackupRow.Value) && !row.IsNull(BackupRow.ValueBytes))
            throw Damaged($"{NameOf(row)} has a value of {row.Int32(BackupRow.ValueBytes)} bytes");
        if (row.Int64(BackupRow.Timestamp) is < 0 or > EventLimits.MaxTimestamp)
            throw Damaged($"{NameOf(row)} is after the year 9999");
        if (!AreHashes(row.Bytes(BackupRow.Parents), EventLimits.MaxParents) || !AreHashes(row.Bytes(BackupRow.LaterParents), BackupLimits.MaxLaterParents))
            throw Damaged($"{NameOf(row)} has parents that cannot be read");
        if (!row.IsNull(BackupRow.Batch) && row.Bytes(BackupRow.Batch).Length != EventBatch.Length)
            throw Damaged($"{NameOf(row)} has a batch that cannot be read");
        if (!origins.ContainsKey(row.Int16(BackupRow.Origin)))
            throw Damaged($"{NameOf(row)} names region number {row.Int16(BackupRow.Origin)}, which is unknown");
    }

    private static bool AreHashes(ReadOnlySpan<byte> bytes, int most) => bytes.Length % Hash256.Length == 0 && bytes.Length <= most * Hash256.Length;

    private static string NameOf(CopyRows row) => $"the event of key {Encoding.UTF8.GetString(row.Bytes(BackupRow.Key))} at {row.Int64(BackupRow.Timestamp)}";

    private void PutInt64(long number) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);

    private void PutInt32(int number) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), number);

    private void PutUInt16(ushort number) => BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), number);

    private void Put(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        _length += bytes;
        return _buffer.AsSpan(_length - bytes, bytes);
    }
}
