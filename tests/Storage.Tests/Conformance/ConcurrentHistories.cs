using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using FsCheck;
using FsCheck.Fluent;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>What writers make who have not seen all of each other, in some order of arrival.</summary>
internal static class ConcurrentHistories
{
    private static readonly string[] Keys = ["a", "a/b", "b", "é", "😀"];

    /// <summary>Batches of events as a region might get them: any order, versions before those they descend from, and again.</summary>
    public static Gen<Event[][]> Arrivals { get; } =
        from steps in Gen.NonEmptyListOf(AnyStep())
        let events = Write(steps.ToList())
        from order in Gen.Shuffle(events)
        from inOrder in Gen.Choose(0, 2)
        from size in Gen.Choose(1, 12)
        select (inOrder == 0 ? order : events).Chunk(size).ToArray();

    private static Gen<(int Key, int Act, int Chance)> AnyStep() =>
        from key in Gen.Choose(0, Keys.Length - 1)
        from act in Gen.Choose(0, 9)
        from chance in Gen.Choose(0, 1_000)
        select (key, act, chance);

    private static Event[] Write(List<(int Key, int Act, int Chance)> steps)
    {
        var written = new Dictionary<string, List<Event>>();
        for (var i = 0; i < steps.Count; i++)
        {
            var (key, act, chance) = steps[i];
            var versions = written.GetValueOrDefault(Keys[key]) ?? (written[Keys[key]] = []);
            ImmutableArray<Hash256> parents = act switch
            {
                0 => [],
                1 => SeenVersions.OfImport,
                2 or 3 => [.. KeyHeads.Of(versions.Select(VersionLineage.Of)).All.Take(EventLimits.MaxParents).Select(head => head.Id)],
                4 or 5 when versions.Count > 0 => [versions[chance % versions.Count].Id],
                _ => [.. versions.TakeLast(1).Select(version => version.Id)],
            };
            var timestamp = Noon + (chance % 7 == 0 ? i - Math.Min(i, 5) : i);
            versions.Add(act == 9 && chance % 2 == 0
                ? Event.Create(Keys[key], null, timestamp, "us", parents)
                : Put(Keys[key], $"{i}", timestamp, "eu", parents));
        }

        return [.. written.Values.SelectMany(versions => versions).DistinctBy(item => item.Stamp).OrderBy(item => item.Stamp)];
    }
}
