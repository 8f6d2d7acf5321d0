using System.Buffers.Binary;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Reads the rows of a binary COPY as bytes, one at a time, in a buffer that is used again: nothing is allocated for a row. Each row must fit
/// into <see cref="MaxRowBytes"/>.
/// </summary>
/// <remarks>Source: PostgreSQL manual, COPY, "Binary Format".</remarks>
/// <param name="stream">The copy, from its beginning.</param>
/// <param name="columns">Columns of a row.</param>
internal sealed class CopyRows(Stream stream, int columns)
{
    /// <summary>Largest row: 8 MiB.</summary>
    public const int MaxRowBytes = 8 * 1024 * 1024;

    private const int FirstBufferBytes = 256 * 1024;
    private const int FixedHeaderBytes = 19;
    private const short Trailer = -1;

    private readonly int[] _offsets = new int[columns];
    private readonly int[] _lengths = new int[columns];
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _isHeaderRead;

    /// <summary>Goes to the next row; answers false behind the last.</summary>
    /// <exception cref="InvalidDataException">It is no such copy, or a row is too large.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!_isHeaderRead)
            await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        bool? isRow;
        while ((isRow = TryTake()) is null)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        return isRow.Value;
    }

    /// <summary>True when the column is null in this row.</summary>
    public bool IsNull(int column) => _lengths[column] < 0;

    /// <summary>The bytes of a column of this row; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => _buffer.AsSpan(_offsets[column], Math.Max(0, _lengths[column]));

    public long Int64(int column) => BinaryPrimitives.ReadInt64BigEndian(Bytes(column));

    public int Int32(int column) => BinaryPrimitives.ReadInt32BigEndian(Bytes(column));

    public short Int16(int column) => BinaryPrimitives.ReadInt16BigEndian(Bytes(column));

    private async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        while (_end < FixedHeaderBytes)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        var extension = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(FixedHeaderBytes - sizeof(int)));
        _start = FixedHeaderBytes + extension;
        while (_end < _start)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        _isHeaderRead = true;
    }

    /// <summary>True when a row was taken, false at the end, null when more has to be read first.</summary>
    private bool? TryTake()
    {
        var at = _start;
        if (_end - at < sizeof(short))
            return null;
        var count = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(at));
        if (count == Trailer)
            return false;
        if (count != columns)
            throw new InvalidDataException($"A row has {count} columns instead of {columns}.");
        at += sizeof(short);
        for (var i = 0; i < count; i++)
        {
            if (_end - at < sizeof(int))
                return null;
            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));
            at += sizeof(int);
            (_offsets[i], _lengths[i]) = (at, length);
            if (length > 0 && _end - at < length)
                return null;
            at += Math.Max(0, length);
        }

        _start = at;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxRowBytes)
                throw new InvalidDataException($"A row has more than {MaxRowBytes} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        if (read == 0)
            throw new InvalidDataException("The copy ended before its trailer.");
        _end += read;
    }
}
