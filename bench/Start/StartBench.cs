using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Start;

/// <summary><c>bench start</c>: how long a silo takes from its start until it is ready, with a long history and with a short one.</summary>
internal sealed class StartBench : FigureBench
{
    private const string Ready = "ready-after-restart";
    private const int ShortHistory = 10_000;
    private const int LongHistory = 10_000_000;
    private const int MostEvents = 100_000_000;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(5);

    private readonly Option<int?> _events = Parameters.Number(
        "--events", $"Events of the long history. Default: {LongHistory}.", least: ShortHistory, MostEvents);

    public StartBench()
        : base("start", "From the start of a silo until it is ready, as the history grows.", [Ready], new FigureSettings(Rounds: 7, Seconds: 1)) =>
        Command.Add(_events);

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        var events = parsed?.GetValue(_events) ?? LongHistory;
        await using var few = await FilledDatabase.CreateAsync(run.Server, "start_short", ShortHistory, run.Progress, cancellationToken);
        await using var many = await FilledDatabase.CreateAsync(run.Server, "start_long", events, run.Progress, cancellationToken);
        var figure = new Figure(Ready, "ms")
        {
            AtMost = 1.5,
            Note = $"a silo's own process, from its start to the first 200 of /readyz; {events:N0} events against {ShortHistory:N0}",
        };
        await run.CompareAsync(figure, Restart($"{events:N0} events", many), Restart($"{ShortHistory:N0} events", few), cancellationToken);
    }

    private static Contender Restart(string name, BenchDatabase database) => new(name, async cancellationToken =>
    {
        await using var silo = await SiloProcess.StartAsync(database.ConnectionString, ReadyWithin, cancellationToken);
        return silo.ReadyAfter.TotalMilliseconds;
    });
}
