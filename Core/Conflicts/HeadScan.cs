using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Core.Conflicts;

/// <summary>
/// Finds the heads among the versions of one key in one pass from the newest to the oldest. A head is a version that no later version
/// descends from; with more than one, all but the newest have lost to a concurrent write.
/// </summary>
/// <remarks>
/// <para>A parent counts only where it loses to its child, so the order of time is also an order of descent: everything that may name a version
/// comes before it, and a version that is named by any is an ancestor of a head. Descent through versions that are not here is unknown and
/// counts once they are.</para>
/// <para>Memory: the parents that were named and have not come yet, 32 bytes each; in a history without gaps there is one. Time is linear in
/// versions and parents.</para>
/// </remarks>
public sealed class HeadScan
{
    private readonly HashSet<Hash256> _named = [];
    private EventStamp? _last;

    /// <summary>True when a version had seen everything before it: nothing further is a head.</summary>
    public bool HasSeenAllEarlier { get; private set; }

    /// <summary>Parents named so far that have not come.</summary>
    public IReadOnlySet<Hash256> Missing => _named;

    /// <summary>Takes the next older version; true when it is a head.</summary>
    /// <exception cref="ArgumentException">It is not older than the one before.</exception>
    public bool Visit(EventStamp stamp, ImmutableArray<Hash256> parents)
    {
        if (_last is { } last && stamp >= last)
            throw new ArgumentException("Versions come from the newest to the oldest, none twice.", nameof(stamp));
        _last = stamp;
        var isHead = !_named.Remove(stamp.Id) && !HasSeenAllEarlier;
        if (HasSeenAllEarlier || parents.IsDefault)
            return isHead;

        foreach (var parent in parents)
        {
            if (parent == SeenVersions.AllEarlier)
                HasSeenAllEarlier = true;
            else if (parent != stamp.Id)
                _named.Add(parent);
        }

        return isHead;
    }
}
