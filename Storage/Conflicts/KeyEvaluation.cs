using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// Looks through the versions of a key, newest first, as far down as new ones can have changed anything: down to the version before the
/// oldest new one. That version may have been the latest until now; everything else that lies lower can only have been named.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="oldestNew">The oldest version that is new.</param>
internal sealed class KeyEvaluation(string key, EventStamp oldestNew)
{
    private readonly HeadScan _scan = new();
    private readonly List<EventStamp> _heads = [];

    public string Key => key;

    /// <summary>True when no further version needs to be looked at.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The last version looked at; null before the first.</summary>
    public EventStamp? Last { get; private set; }

    /// <summary>The newest version; null when there is none.</summary>
    public EventStamp? Latest => _heads.Count > 0 ? _heads[0] : null;

    /// <summary>Takes the next older versions.</summary>
    /// <param name="versions">There is no gap between them and those before, which may be among them once more; newer ones are left to whoever follows them.</param>
    /// <param name="isEnd">True when there are none behind them.</param>
    public void Take(IReadOnlyList<VersionLineage> versions, bool isEnd)
    {
        foreach (var version in versions)
        {
            if (IsDone)
                return;
            if (version.Stamp >= Last)
                continue;
            if (_scan.Visit(version.Stamp, version.Parents))
                _heads.Add(version.Stamp);
            Last = version.Stamp;
            IsDone = version.Stamp < oldestNew || _scan.HasSeenAllEarlier;
        }

        if (isEnd && !IsDone)
            (IsDone, Last) = (true, default(EventStamp));
    }

    /// <summary>What changes in the list; only when it is done.</summary>
    /// <param name="listed">What the list has of the key.</param>
    /// <param name="lost">Takes what is to be added.</param>
    /// <param name="settled">Takes what is to be removed.</param>
    /// <returns>How much the list has of the key then.</returns>
    public int Compare(IReadOnlyCollection<EventStamp> listed, List<ConflictRow> lost, List<ConflictRow> settled)
    {
        var losers = _heads.Skip(1).ToHashSet();
        var remaining = losers.Count;
        foreach (var stamp in listed)
        {
            if (losers.Remove(stamp))
                continue;
            if (_scan.HasSeenAllEarlier || stamp >= Last || _scan.Missing.Contains(stamp.Id))
                settled.Add(new ConflictRow(key, stamp));
            else
                remaining++;
        }

        lost.AddRange(losers.Select(stamp => new ConflictRow(key, stamp)));
        return remaining;
    }
}
