using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Overload;

/// <summary>
/// <c>bench overload</c>: writes at many times the rate that a silo sustains. It goes on answering, refuses what is too much, stays within its memory,
/// and serves as before soon after.
/// </summary>
internal sealed class OverloadBench : FigureBench
{
    private const string Memory = "resident-peak";
    private const string Back = "normal-after";
    private const int DefaultConnections = 6_000;
    private const int DefaultLines = 100;
    private const int SustainableConnections = 16;
    private const double DefaultFactor = 10;
    private const double BackWithinMs = 5_000;
    private const int MostConnections = 15_000;
    private const int MostLines = 1_000;
    private const double BodyBytes = 256.0 * 1024 * 1024;
    private const double BytesAConnection = 128.0 * 1024;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestSustained = TimeSpan.FromSeconds(10);

    private readonly Option<int?> _connections = Parameters.Number(
        "--connections", $"Connections of the load. Default: {DefaultConnections}.", least: 1, MostConnections);

    private readonly Option<int?> _factor = Parameters.Number("--factor", $"Times the sustainable load. Default: {DefaultFactor}.", least: 1, most: 1_000);

    private readonly Option<int?> _lines = Parameters.Number(
        "--lines", $"Writes a request; 1 for single puts. Default: {DefaultLines}.", least: 1, MostLines);

    public OverloadBench()
        : base("overload", "A silo under many times the load that it sustains.", [Memory, Back], new FigureSettings(Rounds: 1, Seconds: 60))
    {
        Command.Add(_connections);
        Command.Add(_factor);
        Command.Add(_lines);
    }

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        var connections = parsed?.GetValue(_connections) ?? DefaultConnections;
        var factor = parsed?.GetValue(_factor) ?? DefaultFactor;
        var lines = parsed?.GetValue(_lines) ?? DefaultLines;
        var requests = new OverloadRequests(lines);
        await using var database = await BenchDatabase.CreateAsync(run.Server, "overload", cancellationToken);
        await using var silo = await SiloProcess.StartAsync(
            database.ConnectionString, ReadyWithin, cancellationToken, ("Limits__Connections", "20000"), ("Limits__ConnectionsPerAddress", "0"));
        run.Progress.Begin("Finding out what is sustainable", 1);
        var sustained = await SustainAsync(silo.Port, requests, run.RoundTime < LongestSustained ? run.RoundTime : LongestSustained, cancellationToken);
        var normalMs = await Recovery.LatencyMsAsync(silo.Port, cancellationToken)
            ?? throw new InvalidDataException("The silo does not serve even without a load.");
        var atFirst = silo.ResidentBytes;

        run.Progress.Begin($"Offering {factor:0} times as much for {run.RoundTime.TotalSeconds:0} s", 1);
        OverloadCounts counts;
        await using var peak = new ResidentPeak(silo);
        using (var load = await OverloadLoad.OpenAsync(silo.Port, connections, requests, cancellationToken))
            counts = await load.RunAsync(factor * sustained, run.RoundTime, cancellationToken);
        var backMs = counts.Drained.TotalMilliseconds + await Recovery.AwaitAsync(silo.Port, normalMs, cancellationToken);
        Report(run, counts, sustained, $"{connections:N0} connections; batches of {lines:N0} puts of 128 bytes, and one request in 50 a put of 256 KiB");
        run.Add(
            new Figure(Memory, "bytes")
            {
                ValueAtMost = atFirst + BodyBytes + (connections * BytesAConnection),
                Note = "Of the silo's process. At most: what it was before, bodies in memory, and the buffers of each connection.",
            },
            new Samples(peak.Bytes));
        run.Add(new Figure("resident-before", "bytes"), new Samples(atFirst));
        run.Add(
            new Figure(Back, "ms") { ValueAtMost = BackWithinMs, Note = "From the last request of the load until all were answered and 20 writes in a row were served in at most 3 times the time without a load." },
            new Samples(backMs));
    }

    private static async Task<double> SustainAsync(int port, OverloadRequests requests, TimeSpan time, CancellationToken cancellationToken)
    {
        using var load = await OverloadLoad.OpenAsync(port, SustainableConnections, requests, cancellationToken);
        await load.RunAsync(perSecond: null, time / 2, cancellationToken);
        var counts = await load.RunAsync(perSecond: null, time, cancellationToken);
        return Math.Max(1, counts.PerSecond(counts.Done));
    }

    private static void Report(FigureRun run, OverloadCounts counts, double sustained, string load)
    {
        run.Add(
            new Figure("offered", "requests/s") { Note = $"Requests that were due, on {load}." },
            new Samples(counts.PerSecond(counts.Offered)),
            "sustained",
            new Samples(sustained));
        run.Add(
            new Figure("done-under-load", "requests/s"), new Samples(counts.PerSecond(counts.Done)), "sustained", new Samples(sustained));
        run.Add(
            new Figure("sent", "requests/s") { Note = "Of those that were due, the ones for which a connection was free; the others' users were still waiting." },
            new Samples(counts.PerSecond(counts.Sent)),
            "sustained",
            new Samples(sustained));
        run.Add(new Figure("refused-under-load", "requests/s") { Note = "Answered 503." }, new Samples(counts.PerSecond(counts.Refused)));
        run.Add(new Figure("broken-under-load", "requests") { Note = $"Not answered, or with another error. {string.Join(", ", counts.Broken.Select(kind => $"{kind.Key}: {kind.Value:N0}"))}" },
            new Samples(counts.Broken.Values.Sum()));
    }
}
