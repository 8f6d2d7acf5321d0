using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Replicate.Load;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate;

/// <summary>What a region takes from a peer, beside what it takes from its own writers.</summary>
internal static class Admission
{
    /// <summary>Name of the figure.</summary>
    public const string Figure = "remote-admission";

    private const int EventsPerPush = 2_000;
    private const double EventsPerSecond = 40_000;

    public static async Task MeasureAsync(FigureRun run, CancellationToken cancellationToken)
    {
        await run.Server.DropAsync("us", cancellationToken);
        await using var silo = await BenchSilo.StartAsync(
            "us", BenchSilo.FreePort(), run.Server.ConnectionString("us"), "eu", BenchSilo.FreePort(), cancellationToken);
        var count = (int)(run.Settings.Seconds * EventsPerSecond);
        await run.CompareAsync(
            new Figure(Figure, "events/s")
            {
                AtLeast = 0.90,
                Note = $"pushes of {EventsPerPush} events, 8 ahead of the acknowledgement, against puts through grains, 10,000 in flight; 128 bytes, 100,000 keys",
            },
            new Contender("pushes of a peer", token => new ReplayedPushes(silo, "eu", count, EventsPerPush).RunAsync(silo, token)),
            new Contender("local puts through grains", token => LocalPuts.RunAsync(silo, count, token)),
            cancellationToken);
    }
}
