using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Stamps of events to their wire forms and back.</summary>
public static class WireStamps
{
    /// <summary>The leaves as answer frames, each within the limits, the last without <c>more</c>.</summary>
    public static IReadOnlyList<Frame> ToAnswers(TreeShape shape, IReadOnlyDictionary<long, IReadOnlyList<EventStamp>> leaves)
    {
        var frames = new List<Frame>();
        var answer = new LeavesAnswer { More = true };
        var room = ProtocolLimits.MaxStampsPerFrame;
        foreach (var (leaf, stamps) in leaves.OrderBy(entry => entry.Key))
        {
            for (var start = 0; start < stamps.Count;)
            {
                var part = stamps.Skip(start).Take(room).ToList();
                answer.Leaves.Add(ToWire(shape, leaf, part));
                start += part.Count;
                room -= part.Count;
                if (room > 0)
                    continue;
                frames.Add(new Frame { LeavesAnswer = answer });
                answer = new LeavesAnswer { More = true };
                room = ProtocolLimits.MaxStampsPerFrame;
            }
        }

        answer.More = false;
        frames.Add(new Frame { LeavesAnswer = answer });
        return frames;
    }

    /// <summary>Reads the part of a leaf that one answer holds.</summary>
    /// <exception cref="ProtocolViolationException">Stamps outside the leaf or out of order, or ids that do not match in number.</exception>
    public static IReadOnlyList<EventStamp> FromWire(TreeShape shape, LeafEvents part)
    {
        if (part.Ids.Length != part.OffsetsMs.Count * Hash256.Length || part.OffsetsMs.Count > ProtocolLimits.MaxStampsPerFrame)
            throw new ProtocolViolationException("The ids of a leaf do not match its timestamps in number.");

        var start = shape.StartOf((long)part.Leaf);
        var stamps = new List<EventStamp>(part.OffsetsMs.Count);
        for (var i = 0; i < part.OffsetsMs.Count; i++)
        {
            if (part.OffsetsMs[i] >= (ulong)shape.GranularityMs)
                throw new ProtocolViolationException("An event outside its leaf.");
            var stamp = new EventStamp(start + (long)part.OffsetsMs[i], WireHashes.At(part.Ids, i));
            if (stamps.Count > 0 && stamp <= stamps[^1])
                throw new ProtocolViolationException("The events of a leaf are not in order.");
            stamps.Add(stamp);
        }

        return stamps;
    }

    /// <summary>Asks for events.</summary>
    public static Frame ToFetch(IReadOnlyList<EventStamp> stamps)
    {
        var request = new FetchRequest { Ids = WireHashes.Concatenate([.. stamps.Select(stamp => stamp.Id)]) };
        request.Timestamps.AddRange(stamps.Select(stamp => stamp.Timestamp));
        return new Frame { FetchRequest = request };
    }

    /// <summary>Reads what a peer asks for.</summary>
    /// <exception cref="ProtocolViolationException">Ids and timestamps do not match in number, or there are too many.</exception>
    public static IReadOnlyList<EventStamp> FromFetch(FetchRequest request)
    {
        if (request.Ids.Length != request.Timestamps.Count * Hash256.Length || request.Timestamps.Count > ProtocolLimits.MaxStampsPerFrame)
            throw new ProtocolViolationException("The ids asked for do not match their timestamps in number, or are too many.");
        return [.. request.Timestamps.Select((timestamp, i) => new EventStamp(timestamp, WireHashes.At(request.Ids, i)))];
    }

    private static LeafEvents ToWire(TreeShape shape, long leaf, List<EventStamp> stamps)
    {
        var start = shape.StartOf(leaf);
        var wire = new LeafEvents { Leaf = (ulong)leaf, Ids = WireHashes.Concatenate([.. stamps.Select(stamp => stamp.Id)]) };
        wire.OffsetsMs.AddRange(stamps.Select(stamp => (ulong)(stamp.Timestamp - start)));
        return wire;
    }
}
