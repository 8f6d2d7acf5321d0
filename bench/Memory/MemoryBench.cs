using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Memory;

/// <summary><c>bench memory</c>: what keys in memory and nodes of the tree take.</summary>
internal sealed class MemoryBench : FigureBench
{
    private const string Resident = "resident-with-active-keys";
    private const int DefaultKeys = 1_000_000;
    private const int Connections = 64;
    private const double ResidentAtMost = 1.5e9;
    private const int LeastKeys = 1_000;
    private const int MostKeys = 10_000_000;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    private readonly Option<int?> _keys = Parameters.Number("--keys", $"Active keys of the silo. Default: {DefaultKeys}.", LeastKeys, MostKeys);

    private readonly Option<int?> _counted = Parameters.Number(
        "--counted", $"Active keys, and leaves, in the process in which objects are counted. Default: {HeldMemory.DefaultCount}.", LeastKeys, MostKeys);

    public MemoryBench()
        : base("memory", "Memory of active keys and of tree nodes.", [Resident, .. HeldMemory.Figures], new FigureSettings(Rounds: 1, Seconds: 1))
    {
        Command.Add(_keys);
        Command.Add(_counted);
    }

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        if (run.Wants(HeldMemory.Figures))
            await HeldMemory.MeasureAsync(run, parsed?.GetValue(_counted) ?? HeldMemory.DefaultCount, cancellationToken);
        if (run.Wants(Resident))
            await MeasureResidentAsync(run, parsed?.GetValue(_keys) ?? DefaultKeys, cancellationToken);
    }

    private static async Task MeasureResidentAsync(FigureRun run, int keys, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(run.Server, "memory", cancellationToken);
        await using (var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken))
            await new EventFill(region.Log, keys: 0).RunAsync(
                0, keys, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - keys, keys, run.Progress, cancellationToken);

        await using var silo = await SiloProcess.StartAsync(database.ConnectionString, ReadyWithin, cancellationToken);
        using var load = new HttpLoad(silo.Port, Connections);
        var (before, whole) = (new Samples(silo.ResidentBytes), new Samples());
        run.Progress.Begin($"Reading {keys:N0} keys once", 1);
        await load.RunAsync(Requests.GetEach(keys), keys, cancellationToken);
        whole.Add(silo.ResidentBytes);
        run.Add(
            new Figure(Resident, "bytes") { ValueAtMost = ResidentAtMost, Note = $"Of the silo's process, all in all, with {keys:N0} keys of {BenchEvents.KeyBytes} bytes and values of {BenchEvents.ValueBytes} bytes in memory." },
            whole);
        run.Add(new Figure("resident-without-keys", "bytes"), before);
        run.Add(new Figure("resident-per-active-key", "bytes"), new Samples((whole.Median - before.Median) / keys));
    }
}
