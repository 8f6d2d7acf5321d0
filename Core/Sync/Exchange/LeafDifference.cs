using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Which events of differing leaves each side lacks.</summary>
public sealed class LeafDifference
{
    private LeafDifference(List<EventStamp> missingHere, List<EventStamp> missingThere)
    {
        MissingHere = missingHere;
        MissingThere = missingThere;
    }

    /// <summary>Events that only the peer has, ascending.</summary>
    public IReadOnlyList<EventStamp> MissingHere { get; }

    /// <summary>Events that only this region has, ascending.</summary>
    public IReadOnlyList<EventStamp> MissingThere { get; }

    /// <summary>Compares by merging; both in (timestamp, id) order.</summary>
    public static LeafDifference Between(IReadOnlyList<EventStamp> local, IReadOnlyList<EventStamp> remote)
    {
        var missingHere = new List<EventStamp>();
        var missingThere = new List<EventStamp>();
        var here = 0;
        var there = 0;
        while (here < local.Count && there < remote.Count)
        {
            var order = local[here].CompareTo(remote[there]);
            if (order < 0)
            {
                missingThere.Add(local[here++]);
            }
            else if (order > 0)
            {
                missingHere.Add(remote[there++]);
            }
            else
            {
                here++;
                there++;
            }
        }

        missingThere.AddRange(local.Skip(here));
        missingHere.AddRange(remote.Skip(there));
        return new LeafDifference(missingHere, missingThere);
    }
}
