using Aevrion.Client;

namespace Aevrion.Demo.Story;

/// <summary>Two regions' events and digests, one under the other.</summary>
internal static class Digests
{
    private const int ShownDigits = 32;

    /// <param name="first">At the same horizon as <paramref name="second"/>.</param>
    public static void Show(Narrator narrator, TreeSnapshot first, TreeSnapshot second)
    {
        var horizon = DateTimeOffset.FromUnixTimeMilliseconds(first.Horizon * first.Granularity);
        narrator.Show(["region", "events", $"digest of everything before {horizon:HH:mm:ss} UTC"], [Row(first), Row(second)]);
    }

    private static string[] Row(TreeSnapshot tree) => [tree.Region, $"{tree.Count:N0}", tree.Digest is { } digest ? digest[..ShownDigits] + "..." : "-"];
}
