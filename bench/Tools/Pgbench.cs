using System.Globalization;
using System.Text.RegularExpressions;
using Aevrion.Bench.Databases;

namespace Aevrion.Bench.Tools;

/// <summary>PostgreSQL's own load generator, with prepared statements.</summary>
/// <param name="program">Its path.</param>
/// <param name="server">The server.</param>
/// <param name="database">The database, as the bench calls it.</param>
internal sealed partial class Pgbench(string program, BenchServer server, string database)
{
    private const int MatchTimeoutMs = 1_000;
    private const int LatencyColumn = 2;
    private const double MicrosecondsPerMillisecond = 1_000;

    /// <summary>Finds it; null where it is not installed.</summary>
    public static Pgbench? Find(BenchServer server, string database) =>
        ExternalTool.Find("pgbench") is { } program ? new Pgbench(program, server, database) : null;

    /// <summary>Runs a script over and over.</summary>
    /// <param name="script">What a transaction does.</param>
    /// <param name="clients">Connections.</param>
    /// <param name="time">How long, in whole seconds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PgbenchResult> RunAsync(string script, int clients, TimeSpan time, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aevrion-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "script.sql");
            var log = Path.Combine(folder.FullName, "latency");
            await File.WriteAllTextAsync(file, script, cancellationToken);
            var seconds = Math.Max(1, (int)Math.Round(time.TotalSeconds));
            IEnumerable<string> arguments =
                ["-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Min(clients, Environment.ProcessorCount)}", "-T", $"{seconds}", "-f", file];
            if (clients == 1)
                arguments = [.. arguments, "--log", "--log-prefix", log];
            var output = await ToolRun.RunAsync(program, arguments, server.EnvironmentOf(database), cancellationToken);
            return new PgbenchResult(TransactionsPerSecond(output), clients == 1 ? MedianMs(folder) : null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads the rate from what it says at the end.</summary>
    /// <exception cref="InvalidDataException">It does not say it as expected.</exception>
    internal static double TransactionsPerSecond(string output) => Rate().Match(output) is { Success: true } match
        ? double.Parse(match.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidDataException("pgbench said no rate: " + output);

    private static double MedianMs(DirectoryInfo folder)
    {
        var latencies = folder.EnumerateFiles("latency.*").SelectMany(file => File.ReadLines(file.FullName))
            .Select(line => double.Parse(line.Split(' ')[LatencyColumn], CultureInfo.InvariantCulture)).Order().ToList();
        return latencies.Count > 0
            ? latencies[latencies.Count / 2] / MicrosecondsPerMillisecond
            : throw new InvalidDataException("pgbench logged no transactions.");
    }

    [GeneratedRegex(@"^tps = (?<rate>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchTimeoutMs)]
    private static partial Regex Rate();
}
