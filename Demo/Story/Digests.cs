using Aevrion.Client;

namespace Aevrion.Demo.Story;

/// <summary>Two regions' events and digests, one under the other.</summary>
internal static class Digests
{
    private const int ShownDigits = 32;

    public static void Show(Narrator narrator, TreeSnapshot first, TreeSnapshot second) =>
        narrator.Show(["region", "events", "digest of all of them"], [Row(first), Row(second)]);

    private static string[] Row(TreeSnapshot tree) => [tree.Region, $"{tree.Count:N0}", tree.Digest is { } digest ? digest[..ShownDigits] + "..." : "-"];
}
