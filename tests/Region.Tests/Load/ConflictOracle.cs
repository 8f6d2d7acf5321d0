using Aevrion.Core.Events;

namespace Aevrion.Region.Tests.Load;

/// <summary>Which versions lost to a concurrent write, by the definition: every version of a key is held against every other.</summary>
internal static class ConflictOracle
{
    /// <summary>Key, loser and winner of every conflict, in the order of the list: by key, of one key the newest first.</summary>
    public static List<(string Key, EventStamp Loser, EventStamp Winner)> Of(IReadOnlyList<StoredEvent> events) =>
    [
        .. events.GroupBy(item => item.Key, StringComparer.Ordinal)
            .OrderBy(versions => versions.Key, StringComparer.Ordinal)
            .SelectMany(versions => LosersOf([.. versions])),
    ];

    private static IEnumerable<(string Key, EventStamp Loser, EventStamp Winner)> LosersOf(List<StoredEvent> versions)
    {
        var winner = versions.Max(version => version.Stamp);
        return versions
            .Where(version => version.Stamp != winner && !versions.Exists(later => later.Stamp > version.Stamp && HasSeen(later, version)))
            .OrderByDescending(version => version.Stamp)
            .Select(loser => (loser.Key, loser.Stamp, winner));
    }

    /// <summary>A parent of zeroes stands for everything that is dated earlier.</summary>
    private static bool HasSeen(StoredEvent later, StoredEvent earlier) => later.Parents.Contains(earlier.Stamp.Id) || later.Parents.Contains(default);
}
