using Aevrion.Demo.History;

namespace Aevrion.Demo.Story;

/// <summary>With the link cut, both regions are written to; then both are killed, and nobody knows any more what the other lacks.</summary>
internal static class WritingAct
{
    private const string HoursKey = "shop/hours";
    private const string StockKey = "shop/stock";

    public static IReadOnlyList<string> Keys { get; } = [LinkedAct.MottoKey, LinkedAct.BannerKey, HoursKey, StockKey];

    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("Both sides write on");
        await ImportAsync(stage, cancellationToken);
        await WriteByHandAsync(stage, cancellationToken);
        await KillAsync(stage, cancellationToken);
        await ShowAsync(stage, cancellationToken);
    }

    /// <summary>What both regions answer for the keys that were written by hand.</summary>
    public static async Task ShowKeysAsync(Stage stage, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        foreach (var key in Keys)
            rows.Add([key, await Stage.ReadAsync(stage.Eu, key, cancellationToken), await Stage.ReadAsync(stage.Us, key, cancellationToken)]);
        stage.Narrator.Show(["key", "eu answers", "us answers"], rows);
    }

    private static async Task ImportAsync(Stage stage, CancellationToken cancellationToken)
    {
        var history = stage.History;
        var eu = history.Commits.Where((_, number) => number % 2 == 0);
        var us = history.Commits.Where((_, number) => number % 2 == 1);
        var euAdded = await stage.ImportAsync(stage.Eu, eu.SelectMany(EventsOf), cancellationToken);
        var usAdded = await stage.ImportAsync(stage.Us, us.SelectMany(EventsOf), cancellationToken);
        stage.Narrator.Say(
            $"{Narrator.Quote(history.Source)}, {history.Commits.Count:N0} commits that change {history.PathCount:N0} paths, becomes events: the path is the "
            + "key, the commit's subject and the blob's id are the value, the commit's time is the timestamp, a removed path is a deletion. "
            + $"Every other commit goes to {Narrator.Eu} ({euAdded:N0} events), the rest to {Narrator.Us} ({usAdded:N0} events).");
    }

    private static async Task WriteByHandAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.PutAsync(stage.Eu, HoursKey, "8 to 20", cancellationToken);
        await stage.PutAsync(stage.Us, StockKey, "12 chairs", cancellationToken);
        await stage.DeleteAsync(stage.Us, LinkedAct.BannerKey, cancellationToken);
        await stage.PutAsync(stage.Eu, LinkedAct.MottoKey, "Open from 8 to 20", cancellationToken);
        await Task.Delay(2, cancellationToken); // so that it is later by the clock, too
        await stage.PutAsync(stage.Us, LinkedAct.MottoKey, "Open around the clock", cancellationToken);
        stage.Narrator.Say(
            $"By hand: {Narrator.Eu} writes {HoursKey}; {Narrator.Us} writes {StockKey} and deletes {LinkedAct.BannerKey}. Both write {LinkedAct.MottoKey}, "
            + $"first {Narrator.Eu}, then {Narrator.Us}. They disagree now, and cannot know it:");
        await ShowKeysAsync(stage, cancellationToken);
    }

    private static async Task KillAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Eu.KillAsync();
        await stage.Us.KillAsync();
        stage.Narrator.Say(
            "Then both processes are killed with -9 and started again, the link still cut. What had been acknowledged is on disk; the queues of what "
            + "was still to be pushed are gone. Nothing is left that remembers what the other region lacks.");
        await stage.Narrator.WaitAsync("Starting both regions again", stage.Regions.StartAsync(cancellationToken, stage.Eu, stage.Us));
    }

    private static async Task ShowAsync(Stage stage, CancellationToken cancellationToken)
    {
        var comparison = await stage.Narrator.WaitAsync("Reading both trees", stage.CompareAsync(cancellationToken));
        stage.Narrator.Say(
            "But each region keeps a tree of hashes over time: a leaf covers a second here (a minute by default), and each node above covers 32 below. "
            + "Where two digests are equal, all events of that time are; where they differ, so does some event below:");
        Digests.Show(stage.Narrator, comparison.First, comparison.Second);
        stage.Narrator.Show(stage.Picture.Lines(comparison));
        stage.Narrator.Say(stage.Picture.Legend);
    }

    private static IEnumerable<(string Key, string? Text, long TimestampMs)> EventsOf(HistoryCommit commit) =>
        commit.Changes.Select(change => (change.Path, change.Blob is { } blob ? $"{commit.Subject}\n{blob}" : null, commit.TimestampMs));
}
