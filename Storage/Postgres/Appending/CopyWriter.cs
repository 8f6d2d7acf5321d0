using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Rows of the table event in PostgreSQL's binary COPY format, sent in pieces. Format: PostgreSQL manual, COPY, "Binary Format".
/// </summary>
internal sealed class CopyWriter(Stream destination) : IDisposable
{
    /// <summary>What is collected before it is sent.</summary>
    private const int PieceBytes = 64 * 1024;

    private const short Columns = 8;
    private const int Null = -1;

    /// <summary>Everything of a row but key, value and parents: 2 of the count of columns, 4 of each length, and ts, id, origin, era and batch.</summary>
    private const int FixedBytes = 2 + (Columns * 4) + 8 + Hash256.Length + 2 + 2 + EventBatch.Length;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, .. new byte[8]];

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * PieceBytes);
    private int _used;

    /// <summary>Sends all rows of a batch and what stands around them.</summary>
    public async Task SendAsync(AppendBatch batch, CancellationToken cancellationToken)
    {
        Header.CopyTo(_buffer, 0);
        _used = Header.Length;
        for (var i = 0; i < batch.Events.Length; i++)
        {
            Add(batch.Events[i], batch.Origins[i], batch.Eras[i]);
            if (_used >= PieceBytes)
                await SendPieceAsync(cancellationToken).ConfigureAwait(false);
        }

        Reserve(2);
        AddShort(-1); // the end
        await SendPieceAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async Task SendPieceAsync(CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken).ConfigureAwait(false);
        _used = 0;
    }

    private void Add(Event @event, short origin, short era)
    {
        var value = @event.Value.GetValueOrDefault().Span;
        Reserve(FixedBytes + Encoding.UTF8.GetMaxByteCount(@event.Key.Length) + value.Length + (@event.Parents.Length * Hash256.Length));
        AddShort(Columns);
        AddInt(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_used), @event.Timestamp);
        _used += sizeof(long);
        AddInt(Hash256.Length);
        AddHash(@event.Id);

        var keyBytes = Encoding.UTF8.GetBytes(@event.Key, _buffer.AsSpan(_used + sizeof(int)));
        AddInt(keyBytes);
        _used += keyBytes;

        AddInt(@event.IsDeletion ? Null : value.Length);
        value.CopyTo(_buffer.AsSpan(_used));
        _used += value.Length;

        AddInt(sizeof(short));
        AddShort(origin);
        AddInt(@event.Parents.IsEmpty ? Null : @event.Parents.Length * Hash256.Length);
        foreach (var parent in @event.Parents)
            AddHash(parent);
        AddInt(sizeof(short));
        AddShort(era);
        AddInt(@event.Batch is null ? Null : EventBatch.Length);
        if (@event.Batch is { } batch)
        {
            batch.ToBytes().CopyTo(_buffer, _used);
            _used += EventBatch.Length;
        }
    }

    private void AddShort(short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_used), number);
        _used += sizeof(short);
    }

    private void AddInt(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_used), number);
        _used += sizeof(int);
    }

    private void AddHash(Hash256 hash)
    {
        hash.CopyTo(_buffer.AsSpan(_used));
        _used += Hash256.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _used >= bytes)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(_used + bytes);
        _buffer.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
