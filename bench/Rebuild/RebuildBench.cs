using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Rebuild;

/// <summary><c>bench rebuild</c>: a rebuild of the tree beside the copying of all events out of the server.</summary>
internal sealed class RebuildBench : FigureBench
{
    private const string Stale = "rebuild";
    private const string Nothing = "rebuild-from-nothing";
    private const int DefaultEvents = 10_000_000;
    private const int LeastEvents = 1_000;
    private const int MostEvents = 100_000_000;

    private readonly Option<int?> _events = Parameters.Number("--events", $"Events of the region. Default: {DefaultEvents}.", LeastEvents, MostEvents);

    public RebuildBench()
        : base("rebuild", "A rebuild of the time tree beside a plain copy of all events.", [Stale, Nothing], new FigureSettings(Rounds: 5, Seconds: 1)) =>
        Command.Add(_events);

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        var events = parsed?.GetValue(_events) ?? DefaultEvents;
        await using var database = await FilledDatabase.CreateAsync(run.Server, "rebuild", events, run.Progress, cancellationToken);
        await using var region = new RebuiltRegion(database, events);
        if (run.Wants(Stale))
        {
            var figure = new Figure(Stale, "events/s") { AtLeast = 0.5, Note = $"{events:N0} events; every digest is taken and written anew, every count compared" };
            await CompareAsync(run, figure, region, "update aevrion.tree_node set digest = null, digest_count = null", cancellationToken);
        }

        if (run.Wants(Nothing))
        {
            var figure = new Figure(Nothing, "events/s") { Note = $"{events:N0} events, the table of nodes empty" };
            await CompareAsync(run, figure, region, "truncate aevrion.tree_node", cancellationToken);
        }
    }

    private static Task CompareAsync(FigureRun run, Figure figure, RebuiltRegion region, string damage, CancellationToken cancellationToken) => run.CompareAsync(
        figure,
        new Contender("rebuild", token => region.RebuildAsync(damage, token)),
        new Contender("raw COPY of the events", region.CopyAsync),
        cancellationToken);
}
