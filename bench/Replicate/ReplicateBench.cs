using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Replicate.Load;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate;

/// <summary>Measures regions against what they are to keep up with, each in its turn, round after round.</summary>
/// <param name="settings">What is measured.</param>
/// <param name="server">Where the regions lie.</param>
/// <param name="pglogical">A server with pglogical; null where there is none.</param>
/// <param name="progress">Told what is being done.</param>
internal sealed class ReplicateBench(ReplicateSettings settings, BenchServer server, string? pglogical, IProgressDisplay progress)
{
    private const int EventsPerPush = 2_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, List<double>> _found = new(StringComparer.Ordinal);

    /// <summary>All that was found: each figure's rounds, by name.</summary>
    public async Task<IReadOnlyDictionary<string, List<double>>> RunAsync(CancellationToken cancellationToken)
    {
        if (settings.Figures.Contains(ReplicateFigure.Admit))
            await MeasureAdmissionAsync(cancellationToken);
        if (settings.Figures.Contains(ReplicateFigure.Lag))
            await MeasureLagAsync(cancellationToken);
        if (settings.Figures.Contains(ReplicateFigure.CatchUp))
            await MeasureCatchUpAsync(cancellationToken);
        return _found;
    }

    private async Task MeasureAdmissionAsync(CancellationToken cancellationToken)
    {
        await server.DropAsync("us", cancellationToken);
        await using var silo = await BenchSilo.StartAsync(
            "us", BenchSilo.FreePort(), server.ConnectionString("us"), "eu", BenchSilo.FreePort(), cancellationToken);
        progress.Begin("Admission", settings.Rounds + 1);
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var pushes = new ReplayedPushes(silo, "eu", settings.Admitted, EventsPerPush);
            var admitted = await pushes.RunAsync(silo, cancellationToken);
            var local = await LocalPuts.RunAsync(silo, settings.Admitted, cancellationToken);
            if (round > 0)
            {
                Note("admitted", admitted);
                Note("local puts", local);
            }

            progress.Show(round + 1);
        }
    }

    private async Task MeasureLagAsync(CancellationToken cancellationToken)
    {
        await using var ours = await AevrionPair.StartAsync(server, canBeCut: false, cancellationToken);
        await using var theirs = pglogical is null ? null : await PglogicalPair.StartAsync(pglogical, cancellationToken);
        IReplicatedPair?[] pairs = [ours, theirs];
        foreach (var pair in pairs.OfType<IReplicatedPair>())
            await BothWays.RunAsync(pair, WarmUp, cancellationToken);
        progress.Begin("Lag", settings.Rounds);
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var pair in pairs.OfType<IReplicatedPair>())
            {
                var sustained = await BothWays.RunAsync(pair, settings.Duration, cancellationToken);
                Note($"{pair.Name} both ways", sustained);
                await using (new PacedLoad(pair, sustained / 2))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
                    Note($"{pair.Name} lag", await LagProbe.MedianMsAsync(pair, settings.Duration, cancellationToken));
                }

                await pair.SettleAsync(cancellationToken);
                Note($"{pair.Name} lag idle", await LagProbe.MedianMsAsync(pair, TimeSpan.FromSeconds(1), cancellationToken));
            }

            progress.Show(round + 1);
        }

        if (theirs is null)
            return;
        var rate = _found["pglogical both ways"].Order().ElementAt(settings.Rounds / 2) / 2;
        for (var round = 0; round < settings.Rounds; round++)
        {
            await using (new PacedLoad(ours, rate))
                Note("aevrion lag at pglogical's rate", await LagProbe.MedianMsAsync(ours, settings.Duration / 2, cancellationToken));
            await ours.SettleAsync(cancellationToken);
        }
    }

    private async Task MeasureCatchUpAsync(CancellationToken cancellationToken)
    {
        await using var ours = await AevrionPair.StartAsync(server, canBeCut: true, cancellationToken);
        await using var theirs = pglogical is null ? null : await PglogicalPair.StartAsync(pglogical, cancellationToken);
        IReplicatedPair?[] pairs = [ours, theirs];
        progress.Begin("Catching up", settings.Rounds);
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var pair in pairs.OfType<IReplicatedPair>())
                Note($"{pair.Name} catch-up", await Recovery.RunAsync(pair, settings.Behind, cancellationToken));
            progress.Show(round + 1);
        }
    }

    private void Note(string figure, double value)
    {
        if (!_found.TryGetValue(figure, out var rounds))
            _found.Add(figure, rounds = []);
        rounds.Add(value);
        Console.Error.WriteLine($"{figure}: {value:0.###}");
    }
}
