using System.Buffers.Binary;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Commits;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>Stamps as a row of the commit log holds them: timestamp, big endian, and id, one after the other.</summary>
internal static class PackedStamps
{
    private const int StampBytes = CommitLogLimits.StampBytes;

    public static byte[] Pack(IReadOnlyList<Event> events)
    {
        var packed = new byte[events.Count * StampBytes];
        for (var i = 0; i < events.Count; i++)
        {
            var stamp = packed.AsSpan(i * StampBytes, StampBytes);
            BinaryPrimitives.WriteInt64BigEndian(stamp, events[i].Timestamp);
            events[i].Id.CopyTo(stamp[sizeof(long)..]);
        }

        return packed;
    }

    public static EventStamp[] Unpack(ReadOnlySpan<byte> packed)
    {
        var stamps = new EventStamp[packed.Length / StampBytes];
        for (var i = 0; i < stamps.Length; i++)
        {
            var stamp = packed.Slice(i * StampBytes, StampBytes);
            stamps[i] = new EventStamp(BinaryPrimitives.ReadInt64BigEndian(stamp), new Hash256(stamp[sizeof(long)..]));
        }

        return stamps;
    }
}
