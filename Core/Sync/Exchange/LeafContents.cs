using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// What a listener makes of the leaves of an event sketch: how many of them it can deal with at once, which of them are better sent
/// whole, and the events of the others.
/// </summary>
internal sealed class LeafContents
{
    // What an event costs on the wire in most stores, against what it costs to identify one: only a wrong choice depends on it.
    private const long TypicalEventBytes = 256;
    private const long IdentificationBytes = 20;

    private readonly byte[] _whole;

    /// <param name="leaves">The leaves, ascending.</param>
    /// <param name="countsThere">The dialler's events in each.</param>
    /// <param name="stamps">This side's events of them.</param>
    public LeafContents(
        List<NodeAddress> leaves, IReadOnlyList<ulong> countsThere, IReadOnlyDictionary<long, IReadOnlyList<EventStamp>> stamps)
    {
        _whole = new byte[(leaves.Count + 7) / 8];
        var sketched = new List<EventStamp>();
        for (var i = 0; i < leaves.Count; i++)
        {
            var here = stamps.TryGetValue(leaves[i].Index, out var found) ? found : [];
            var there = (long)Math.Min(countsThere[i], long.MaxValue / (2 * TypicalEventBytes));
            var isCheaperWhole = here.Count > there && 2 * there * TypicalEventBytes < (here.Count - there) * IdentificationBytes;
            if (isCheaperWhole || here.Count > ProtocolLimits.MaxListedItems)
            {
                _whole[i >> 3] |= (byte)(1 << (i & 7));
                HasWhole = true;
                continue;
            }

            if (i > 0 && sketched.Count + here.Count > 2 * ProtocolLimits.TargetEventsPerSketch)
            {
                Covered = i;
                break;
            }

            sketched.AddRange(here);
            LeastDifference = (int)Math.Min(LeastDifference + Math.Abs(here.Count - there), int.MaxValue / 2);
        }

        Sketched = sketched;
    }

    /// <summary>How many of the leaves to ask for first; 0 when all of them can be dealt with at once.</summary>
    public int Covered { get; }

    /// <summary>One bit a leaf, for those to be sent whole; empty for none.</summary>
    public ByteString Whole => HasWhole ? UnsafeByteOperations.UnsafeWrap(_whole) : ByteString.Empty;

    /// <summary>This side's events of the other leaves, in (timestamp, id) order.</summary>
    public IReadOnlyList<EventStamp> Sketched { get; }

    /// <summary>How many events differ at least.</summary>
    public int LeastDifference { get; }

    private bool HasWhole { get; }
}
