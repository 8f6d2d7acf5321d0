using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Conflicts;

/// <summary>Heads by the definition: walks every version's ancestors, each by each.</summary>
internal static class NaiveHeads
{
    public static List<EventStamp> Of(IReadOnlyCollection<VersionLineage> versions)
    {
        var ancestors = versions.SelectMany(version => AncestorsOf(version, versions)).ToHashSet();
        return [.. versions.Select(version => version.Stamp).Where(stamp => !ancestors.Contains(stamp)).OrderDescending()];
    }

    private static HashSet<EventStamp> AncestorsOf(VersionLineage version, IReadOnlyCollection<VersionLineage> versions)
    {
        var found = new HashSet<EventStamp>();
        var open = new Stack<VersionLineage>([version]);
        while (open.TryPop(out var child))
        {
            foreach (var parent in versions.Where(parent => parent.Stamp < child.Stamp && Names(child, parent)))
            {
                if (found.Add(parent.Stamp))
                    open.Push(parent);
            }
        }

        return found;
    }

    private static bool Names(VersionLineage child, VersionLineage parent) =>
        child.Parents.Contains(parent.Stamp.Id) || child.Parents.Contains(SeenVersions.AllEarlier);
}
