using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Report;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Results;
using Spectre.Console;

namespace Aevrion.Bench.Reconcile;

/// <summary><c>bench reconcile</c>.</summary>
internal sealed class ReconcileCommand : IBench
{
    private const int MostEvents = 20_000_000;
    private const int MostDifferences = 1_000_000;
    private const int MostRounds = 1_000;

    private readonly Option<int[]?> _events = Parameters.Numbers(
        "--n", "Events in the regions. Default: 100000,1000000,5000000.", least: 100, MostEvents);

    private readonly Option<int[]?> _differences = Parameters.Numbers(
        "--d", "Events missing at random places; left out where they are more than half of all. Default: 0,1,10,100,1000,10000.", least: 0, MostDifferences);

    private readonly Option<int?> _rounds = Parameters.Number("--rounds", "Exchanges measured for each row. Default: 9.", least: 1, MostRounds);

    private readonly Option<StoreKind[]?> _stores = Parameters.Choices<StoreKind>("--store", "What the regions lie in. Default: both.");

    private readonly Option<DifferencePattern[]?> _patterns = Parameters.Choices<DifferencePattern>(
        "--pattern", "Where the missing events are. Default: all.");

    private readonly Option<int?> _seed = Parameters.Number("--seed", "Other events, other places. Default: 1.", least: 0, int.MaxValue);

    public ReconcileCommand()
    {
        Command = new Command("reconcile", "What two regions send to find out what differs, and to repair it.");
        foreach (var option in new Option[] { _events, _differences, _rounds, _stores, _patterns, _seed })
            Command.Add(option);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public BenchRun Prepare(ParseResult? parsed)
    {
        var settings = Read(parsed);
        return new BenchRun(
            Command.Name,
            settings.Stores.Contains(StoreKind.Postgres) ? BenchNeeds.Postgres : BenchNeeds.None,
            (context, cancellationToken) => RunAsync(settings, context, cancellationToken));
    }

    private static async Task<BenchReport> RunAsync(ReconcileSettings settings, BenchContext context, CancellationToken cancellationToken)
    {
        IPairSource SourceOf(StoreKind store) => store == StoreKind.Memory
            ? new MemoryPairs(ReconcileBench.Shape)
            : new PostgresPairs(context.Server!, ReconcileBench.Shape);

        var rows = await new ReconcileBench(settings, SourceOf, context.Progress).RunAsync(cancellationToken);
        return new BenchReport(
            rows, new Rows(ReconcileTable.Of(rows), new Text(ReconcileTable.NotesOn(rows))), rows.Count > 0 ? ReconcilePicture.Draw(rows) : null);
    }

    private ReconcileSettings Read(ParseResult? parsed)
    {
        var usual = new ReconcileSettings();
        return parsed is null
            ? usual
            : new ReconcileSettings
            {
                Stores = parsed.ListOf(_stores, usual.Stores),
                Events = parsed.ListOf(_events, usual.Events),
                Differences = parsed.ListOf(_differences, usual.Differences),
                Patterns = parsed.ListOf(_patterns, usual.Patterns),
                Rounds = parsed.GetValue(_rounds) ?? usual.Rounds,
                Seed = (ulong)(parsed.GetValue(_seed) ?? (int)usual.Seed),
            };
    }
}
