using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>What events that came again tell of their parents.</summary>
internal static class FoundParents
{
    /// <summary>
    /// The parents that are not known yet, of the events that have such; no more than an event may have in all, so that it can be sent.
    /// </summary>
    /// <param name="again">Events as they came again.</param>
    /// <param name="known">The same as they are known; others are passed over.</param>
    public static List<KeyLineage> Among(IReadOnlyList<KeyLineage> again, IReadOnlyList<KeyLineage> known)
    {
        var parents = known.ToDictionary(item => item.Stamp, item => item.Parents);
        var found = new Dictionary<EventStamp, KeyLineage>();
        foreach (var item in again)
        {
            if (!parents.TryGetValue(item.Stamp, out var before))
                continue;
            var news = item.Parents.Except(before).Take(EventLimits.MaxParents - before.Length).ToImmutableArray();
            if (news.IsEmpty)
                continue;
            parents[item.Stamp] = before.AddRange(news);
            found[item.Stamp] = item with { Parents = found.TryGetValue(item.Stamp, out var more) ? more.Parents.AddRange(news) : news };
        }

        return [.. found.Values];
    }
}
