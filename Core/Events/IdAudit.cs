using System.Text;
using Aevrion.Core.Hashing;

namespace Aevrion.Core.Events;

/// <summary>
/// Recomputes the ids of stored events, many side by side, from their bytes as they are: nothing is allocated for an event whose id is right.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class IdAudit
{
    /// <summary>Events hashed at once.</summary>
    private const int MaxEvents = 128;

    /// <summary>Bytes encoded at once, unless a single event has more.</summary>
    private const int BufferBytes = 64 * 1024;

    private readonly int[] _offsets = new int[MaxEvents];
    private readonly int[] _lengths = new int[MaxEvents];
    private readonly int[] _keyLengths = new int[MaxEvents];
    private readonly long[] _timestamps = new long[MaxEvents];
    private readonly byte[] _kept = new byte[MaxEvents * Hash256.Length];
    private readonly byte[] _computed = new byte[MaxEvents * Hash256.Length];
    private byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private int _count;

    /// <summary>True when there is room for an event with a key and a value of so many bytes; there always is when nothing was added.</summary>
    public bool HasRoom(int keyBytes, int valueBytes) =>
        _count == 0 || (_count < MaxEvents && CanonicalEncoding.EncodedLength(keyBytes, valueBytes) <= _buffer.Length - _used);

    /// <summary>Adds an event, for which there is room.</summary>
    /// <param name="key">Its key, in UTF-8.</param>
    /// <param name="isDeletion">True when it has no value.</param>
    /// <param name="value">Its value; empty for a deletion.</param>
    /// <param name="timestamp">Its timestamp.</param>
    /// <param name="id">The id that it is kept under.</param>
    public void Add(ReadOnlySpan<byte> key, bool isDeletion, ReadOnlySpan<byte> value, long timestamp, ReadOnlySpan<byte> id)
    {
        var length = CanonicalEncoding.EncodedLength(key.Length, value.Length);
        if (_count == 0 && length > _buffer.Length)
            _buffer = new byte[length];
        CanonicalEncoding.Encode(key, isDeletion, value, timestamp, _buffer.AsSpan(_used));
        (_offsets[_count], _lengths[_count], _keyLengths[_count], _timestamps[_count]) = (_used, length, key.Length, timestamp);
        id.CopyTo(_kept.AsSpan(_count * Hash256.Length));
        _used += length;
        _count++;
    }

    /// <summary>The events added whose ids are wrong. All are given up.</summary>
    public IReadOnlyList<WrongId> Check()
    {
        var hashes = _computed.AsSpan(0, _count * Hash256.Length);
        Blake3.HashMany(_buffer.AsSpan(0, _used), _offsets.AsSpan(0, _count), _lengths.AsSpan(0, _count), hashes);
        IReadOnlyList<WrongId> wrong = hashes.SequenceEqual(_kept.AsSpan(0, hashes.Length)) ? [] : [.. FindWrong()];
        (_used, _count) = (0, 0);
        return wrong;
    }

    private IEnumerable<WrongId> FindWrong()
    {
        for (var i = 0; i < _count; i++)
        {
            var (kept, computed) = (HashAt(_kept, i), HashAt(_computed, i));
            if (kept != computed)
                yield return new WrongId(Encoding.UTF8.GetString(_buffer, _offsets[i] + sizeof(uint), _keyLengths[i]), _timestamps[i], kept, computed);
        }
    }

    private static Hash256 HashAt(byte[] hashes, int index) => new(hashes.AsSpan(index * Hash256.Length, Hash256.Length));
}
