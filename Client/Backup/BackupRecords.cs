using System.Buffers.Binary;

namespace Aevrion.Client;

/// <summary>Walks through the records of a block: their order and their lengths, without a look at what the events say.</summary>
internal sealed class BackupRecords
{
    private const int HashBytes = 32;
    private const int StampBytes = sizeof(long) + HashBytes;
    private const int BatchBytes = 12;
    private const byte HasValue = 1;
    private const byte HasBatch = 2;

    private readonly byte[] _last = new byte[StampBytes];
    private readonly byte[] _next = new byte[StampBytes];

    /// <summary>Records walked through.</summary>
    public long Count { get; private set; }

    /// <summary>Those of deletions.</summary>
    public long Deletions { get; private set; }

    /// <summary>False when the bytes are no records, or not in (timestamp, id) order behind those before.</summary>
    public bool TryWalk(ReadOnlySpan<byte> content, int regions)
    {
        while (!content.IsEmpty)
        {
            if (!TryTake(ref content, StampBytes, out var stamp) || !IsNext(stamp)
                || !TryTake(ref content, sizeof(ushort), out var origin) || BinaryPrimitives.ReadUInt16LittleEndian(origin) >= regions
                || !TryTakeCounted(ref content, sizeof(ushort), 1, out _) || !TryTake(ref content, 1, out var flags))
                return false;
            if ((flags[0] & HasValue) == 0)
                Deletions++;
            else if (!TryTakeCounted(ref content, sizeof(uint), 1, out _))
                return false;
            if (!TryTakeCounted(ref content, 1, HashBytes, out _) || !TryTakeCounted(ref content, sizeof(ushort), HashBytes, out _)
                || ((flags[0] & HasBatch) != 0 && !TryTake(ref content, BatchBytes, out _)))
                return false;
            Count++;
        }

        return true;
    }

    /// <summary>Timestamps are little endian; big endian, stamps compare as their bytes.</summary>
    private bool IsNext(ReadOnlySpan<byte> stamp)
    {
        BinaryPrimitives.WriteInt64BigEndian(_next, BinaryPrimitives.ReadInt64LittleEndian(stamp));
        stamp[sizeof(long)..].CopyTo(_next.AsSpan(sizeof(long)));
        if (Count > 0 && _next.AsSpan().SequenceCompareTo(_last) <= 0)
            return false;
        _next.CopyTo(_last, 0);
        return true;
    }

    /// <summary>Takes as many units as the number before them says.</summary>
    private static bool TryTakeCounted(ref ReadOnlySpan<byte> rest, int numberBytes, int unitBytes, out ReadOnlySpan<byte> taken)
    {
        taken = [];
        if (!TryTake(ref rest, numberBytes, out var number))
            return false;
        var count = 0L;
        for (var i = numberBytes - 1; i >= 0; i--)
            count = (count << 8) | number[i];
        return count * unitBytes <= rest.Length && TryTake(ref rest, (int)count * unitBytes, out taken);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, int bytes, out ReadOnlySpan<byte> taken)
    {
        taken = [];
        if (rest.Length < bytes)
            return false;
        taken = rest[..bytes];
        rest = rest[bytes..];
        return true;
    }
}
