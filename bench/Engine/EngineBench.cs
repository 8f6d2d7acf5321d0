using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Engine;

/// <summary><c>bench engine</c>: what calling a grain costs, beside a hop through a channel.</summary>
internal sealed class EngineBench() : FigureBench(
    "engine", "What calling a grain costs.", [OneCaller, ManyCallers, Bytes], new FigureSettings(Rounds: 7, Seconds: 0.5))
{
    private const string OneCaller = "calls-one-caller";
    private const string ManyCallers = "calls-many-callers";
    private const string Bytes = "bytes-per-call";
    private const int Callers = 256;
    private const int Grains = 1_024;
    private const int CountedCalls = 100_000;

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.None;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        await using var silo = await BareSilo.StartAsync(cancellationToken);
        await using var hop = new ChannelHop();
        var grains = Enumerable.Range(0, Grains).Select(number => silo.Grains.GetGrain<IEmptyGrain>(BenchEvents.KeyOf(number))).ToArray();

        async ValueTask CallAsync(int caller, long number) => await grains[(caller + number) % Grains].Answer();
        Contender Engine(int callers) => new("grain call", token => CallLoad.RunAsync(callers, run.RoundTime, CallAsync, token));
        Contender Hop(int callers) => new(
            callers == 1 ? "hop through a channel" : $"hop through a channel, {callers} callers",
            token => CallLoad.RunAsync(callers, run.RoundTime, (_, _) => hop.CallAsync(), token));

        if (run.Wants(OneCaller))
            await run.CompareAsync(new Figure(OneCaller, "calls/s"), Engine(1), Hop(1), cancellationToken);
        if (run.Wants(ManyCallers))
            await run.CompareAsync(new Figure(ManyCallers, "calls/s") { Note = $"{Callers} callers, {Grains:N0} grains." }, Engine(Callers), Hop(Callers), cancellationToken);
        if (run.Wants(Bytes))
            await run.MeasureAsync(new Figure(Bytes, "bytes"), new Contender("grain call", CountBytesAsync), cancellationToken);

        async Task<double> CountBytesAsync(CancellationToken token)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallLoad.RunAsync(1, CountedCalls, CallAsync, token);
            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)CountedCalls;
        }
    }
}
