using System.Buffers.Binary;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Stamps of events to their wire form and back: 40 bytes each.</summary>
public static class WireStamps
{
    private const int StampBytes = sizeof(long) + Hash256.Length;

    /// <summary>The stamps, one after the other.</summary>
    public static ByteString ToWire(IReadOnlyList<EventStamp> stamps)
    {
        var bytes = new byte[stamps.Count * StampBytes];
        for (var i = 0; i < stamps.Count; i++)
        {
            var place = bytes.AsSpan(i * StampBytes, StampBytes);
            BinaryPrimitives.WriteInt64LittleEndian(place, stamps[i].Timestamp);
            stamps[i].Id.CopyTo(place[sizeof(long)..]);
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>Reads stamps.</summary>
    /// <exception cref="ProtocolViolationException">A part of one, an impossible time, or more than allowed.</exception>
    public static IReadOnlyList<EventStamp> FromWire(ByteString bytes, int maxStamps)
    {
        if (bytes.Length % StampBytes != 0 || bytes.Length / StampBytes > maxStamps)
            throw new ProtocolViolationException("A list of stamps has a part of one, or is too long.");
        var stamps = new EventStamp[bytes.Length / StampBytes];
        for (var i = 0; i < stamps.Length; i++)
        {
            var place = bytes.Span.Slice(i * StampBytes, StampBytes);
            var timestamp = BinaryPrimitives.ReadInt64LittleEndian(place);
            if (timestamp is < 0 or > EventLimits.MaxTimestamp)
                throw new ProtocolViolationException("A stamp of an impossible time.");
            stamps[i] = new EventStamp(timestamp, new Hash256(place[sizeof(long)..]));
        }

        return stamps;
    }
}
