using System.Collections.Concurrent;
using Aevrion.Client;
using Aevrion.Demo.Check;
using Aevrion.Demo.Pictures;
using Aevrion.Demo.Regions;

namespace Aevrion.Demo.Story;

/// <summary>Nothing is believed: both regions are asked for everything, and held against what they have acknowledged.</summary>
internal static class CheckingAct
{
    private const int MaxRequestsAtOnce = 8;
    private const int ShownDifferences = 10;

    /// <returns>Whether both regions are equal, and right.</returns>
    public static async Task<bool> PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("Is it true?");
        narrator.Say("Both regions are asked for everything, and held against what they have acknowledged.");
        await stage.AwaitClosedTimeAsync(cancellationToken);
        var (eu, us) = await TreeComparison.SnapshotsAsync(stage.Eu.Client, stage.Us.Client, cancellationToken);
        Digests.Show(narrator, eu, us);
        var differences = new List<string>();
        differences.AddRange(CompareDigests(eu, us, stage.Ledger.Count));
        differences.AddRange(await CompareAgainAsync(stage, cancellationToken));
        differences.AddRange(await narrator.WaitAsync("Asking both regions for every key", CompareKeysAsync(stage, cancellationToken)));

        foreach (var difference in differences.Take(ShownDifferences))
            narrator.Say($"[red]not so:[/] {Narrator.Quote(difference)}");
        if (differences.Count > ShownDifferences)
            narrator.Say($"and {differences.Count - ShownDifferences:N0} more");
        narrator.Say(differences.Count == 0
            ? $"[green]Yes:[/] both regions hold exactly the {stage.Ledger.Count:N0} events that were acknowledged, and give the same answer and "
                + $"the same history for each of {stage.Ledger.Keys.Count:N0} keys."
            : "[red]No: the regions have not converged.[/]");
        return differences.Count == 0;
    }

    private static IEnumerable<string> CompareDigests(TreeSnapshot eu, TreeSnapshot us, int expectedCount)
    {
        if (eu.Digest != us.Digest)
            yield return $"the digests at horizon {eu.Horizon} are equal";
        foreach (var tree in new[] { eu, us }.Where(tree => tree.Count != expectedCount))
            yield return $"{tree.Region} holds {tree.Count:N0} events, of the {expectedCount:N0} that were acknowledged";
    }

    private static async Task<IReadOnlyList<string>> CompareAgainAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            return ShowLast(stage, await stage.Eu.Client.SyncAsync(stage.Us.Name, cancellationToken));
        }
        catch (AevrionException failure)
        {
            return [$"a last exchange can be run: {failure.Message}"];
        }
    }

    private static IReadOnlyList<string> ShowLast(Stage stage, SyncReport again)
    {
        stage.Narrator.Say(
            $"A last exchange, asked for with POST /v1/peers/us/sync: {again.RoundTrips} round trip, {again.BytesSent} bytes to {Narrator.Us}, {again.BytesReceived} "
            + $"bytes back, {again.EventsSent + again.EventsReceived} events. That is what it costs to know that nothing is missing.");
        return again.Equal && Math.Max(again.BytesSent, again.BytesReceived) <= Exchanges.MaxEqualBytes
            ? []
            : [$"an exchange between equal regions says so and costs at most {Exchanges.MaxEqualBytes} bytes in a direction"];
    }

    private static async Task<IReadOnlyList<string>> CompareKeysAsync(Stage stage, CancellationToken cancellationToken)
    {
        var differences = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxRequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(stage.Ledger.Keys, options, async (key, token) =>
        {
            var expected = key.ToList();
            var eu = await AnswersOfAsync(stage.Eu, key.Key, token);
            var us = await AnswersOfAsync(stage.Us, key.Key, token);
            foreach (var difference in KeyCheck.Differences(key.Key, expected, eu)
                .Concat(KeyCheck.Differences(key.Key, expected, us))
                .Concat(KeyCheck.Differences(key.Key, eu, us)))
                differences.Add(difference);
        });
        return [.. differences.Order(StringComparer.Ordinal)];
    }

    private static Task<KeyAnswers> AnswersOfAsync(Region region, string key, CancellationToken cancellationToken) =>
        KeyAnswers.ReadAsync(region.Name, region.Client, key, cancellationToken);
}
