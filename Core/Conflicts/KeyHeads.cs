using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Core.Conflicts;

/// <summary>
/// The heads of a key: the versions that no later version descends from. A pure function of the set of versions, so regions that hold the
/// same events have the same heads, whatever the order in which events came.
/// </summary>
public sealed class KeyHeads
{
    private KeyHeads(ImmutableArray<EventStamp> all) => All = all;

    /// <summary>All heads, the newest first.</summary>
    public ImmutableArray<EventStamp> All { get; }

    /// <summary>The version that wins; null when the key has none.</summary>
    public EventStamp? Winner => All.IsEmpty ? null : All[0];

    /// <summary>The versions that lost to a concurrent write, the newest first.</summary>
    public ImmutableArray<EventStamp> Losers => All.IsEmpty ? [] : All.RemoveAt(0);

    /// <summary>Finds the heads of a key.</summary>
    /// <param name="versions">All versions of the key that are known, in any order, each as often as it likes.</param>
    public static KeyHeads Of(IEnumerable<VersionLineage> versions)
    {
        var ordered = versions.ToArray();
        Array.Sort(ordered, (left, right) => right.Stamp.CompareTo(left.Stamp));
        var scan = new HeadScan();
        var heads = ImmutableArray.CreateBuilder<EventStamp>();
        for (var i = 0; i < ordered.Length && !scan.HasSeenAllEarlier; i++)
        {
            if ((i == 0 || ordered[i].Stamp != ordered[i - 1].Stamp) && scan.Visit(ordered[i].Stamp, ordered[i].Parents))
                heads.Add(ordered[i].Stamp);
        }

        return new KeyHeads(heads.ToImmutable());
    }
}
