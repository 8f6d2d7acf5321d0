using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>What a list of conflicts has to be, by the heads of each key.</summary>
internal static class ConflictModel
{
    public static List<string> Of(IEnumerable<Event> events) =>
    [
        .. events.GroupBy(item => item.Key)
            .OrderBy(key => key.Key, KeyOrder.Instance)
            .SelectMany(key =>
            {
                var heads = KeyHeads.Of(key.Select(VersionLineage.Of));
                return heads.Losers.Select(loser => Describe(key.Key, heads.Winner!.Value, loser));
            }),
    ];

    public static string Describe(ConflictEntry entry) => Describe(entry.Key, entry.Winner.Stamp, entry.Loser.Stamp);

    private static string Describe(string key, EventStamp winner, EventStamp loser) => $"{key}: {winner} over {loser}";
}
