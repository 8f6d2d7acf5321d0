using System.Globalization;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Conflicts;

/// <summary>Histories of one key to test with.</summary>
internal static class Lineages
{
    /// <summary>Any versions with any parents: earlier, later, their own, unknown, or all earlier ones.</summary>
    public static Gen<VersionLineage[]> Any { get; } =
        from count in Gen.Choose(0, 12)
        from versions in Gen.ArrayOf(Gen.Zip(Gen.Choose(0, 5), Gen.ArrayOf(Gen.Choose(-2, 13)).Resize(4)), count)
        select versions.Select((version, i) => Version(version.Item1, i, version.Item2)).ToArray();

    /// <summary>
    /// What writers in three regions make who learn of each other's versions now and then: each names the heads or the latest that it has seen.
    /// </summary>
    public static Gen<VersionLineage[]> Written { get; } = Gen.ArrayOf(Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 4)), 20).Select(steps =>
    {
        var regions = new[] { new List<VersionLineage>(), new List<VersionLineage>(), new List<VersionLineage>() };
        for (var i = 0; i < steps.Length; i++)
        {
            var (region, act) = steps[i];
            var seen = regions[region];
            if (act == 0)
                seen.AddRange(regions[(region + 1) % 3].Except(seen).ToList());
            else if (seen.Count == 0)
                seen.Add(Version(i, i, []));
            else
                seen.Add(new VersionLineage(Stamp(i, i), act == 1 ? [.. KeyHeads.Of(seen).All.Select(head => head.Id)] : [seen.Max(version => version.Stamp).Id]));
        }

        return regions.SelectMany(seen => seen).DistinctBy(version => version.Stamp).ToArray();
    });

    /// <summary>A version at a time with the id of a number; parents are numbers, -1 stands for all earlier, others that are not there are unknown.</summary>
    public static VersionLineage Version(long timestamp, int number, IReadOnlyList<int> parents) =>
        new(Stamp(timestamp, number), [.. parents.Select(parent => parent == -1 ? SeenVersions.AllEarlier : Id(parent))]);

    public static EventStamp Stamp(long timestamp, int number) => new(timestamp, Id(number));

    private static Hash256 Id(int number) => Hash256.Parse((number + 16).ToString("x", CultureInfo.InvariantCulture).PadLeft(64, '0'));
}
