using System.Globalization;
using Aevrion.Cli.Commands;
using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Top;

/// <summary>Draws what a region does: a line each of throughput and latency with its course, and the peers.</summary>
internal static class TopTable
{
    private const int LeastCourse = 8;
    private const int MostCourse = 40;

    /// <summary>Columns beside the courses: names, figures, and the space between.</summary>
    private const int OtherColumns = 58;

    private static int CourseWidth => Console.IsOutputRedirected ? MostCourse : Math.Clamp(AnsiConsole.Profile.Width - OtherColumns, LeastCourse, MostCourse);

    public static IRenderable Render(TopDocument document, int minutes)
    {
        var steps = Steps(document, minutes);
        var table = TableBuilder.WithColumns("", "now", "most", "sum", $"last {minutes} min");
        foreach (var (name, count) in Counts)
        {
            var rates = steps.ConvertAll(step => count(step) * 1_000.0 / document.Load.StepMs);
            table.AddCells(name + "/s", Number(Now(rates)), Number(rates.Max()), steps.Sum(count).ToString("N0", CultureInfo.InvariantCulture), Sparkline.Of(rates, CourseWidth));
        }

        foreach (var (name, time) in Times)
        {
            var times = steps.ConvertAll(step => time(step) ?? 0);
            table.AddCells(name, Milliseconds(Now(times)), Milliseconds(times.Max()), "", Sparkline.Of(times, CourseWidth));
        }

        var head = TableBuilder.Facts(
            ("region", $"{document.Status.Region}, {document.Load.Silos} silo{(document.Load.Silos == 1 ? "" : "s")}, up for {TimeText.Duration(document.Status.UptimeMs)}"),
            ("events", document.Status.Count?.ToString("N0", CultureInfo.InvariantCulture)));
        return new Rows(head, table, document.Peers is { } peers ? PeersCommand.Render(peers) : new Text("The token may not see the region's peers."));
    }

    private static (string Name, Func<LoadPoint, long> Count)[] Counts { get; } =
    [
        ("writes", point => point.Writes),
        ("reads", point => point.Reads),
        ("received from peers", point => point.Received),
        ("sent to peers", point => point.Sent),
        ("refused", point => point.Refused),
    ];

    private static (string Name, Func<LoadPoint, double?> Time)[] Times { get; } =
    [
        ("write, half under", point => point.Write?.P50Ms),
        ("write, 99 % under", point => point.Write?.P99Ms),
        ("read, half under", point => point.Read?.P50Ms),
        ("read, 99 % under", point => point.Read?.P99Ms),
    ];

    /// <summary>All steps of that time, the one under way last; those in which nothing was done are left out by the region.</summary>
    private static List<LoadPoint> Steps(TopDocument document, int minutes)
    {
        var stepMs = Math.Max(1, document.Load.StepMs);
        var last = document.Status.Now / stepMs;
        var known = document.Load.Points.ToDictionary(point => point.At / stepMs);
        var count = Math.Max(2, minutes * 60_000 / stepMs);
        return [.. Enumerable.Range(0, count).Select(i => last - count + 1 + i).Select(step => known.GetValueOrDefault(step) ?? new LoadPoint { At = step * stepMs })];
    }

    /// <summary>Of the last step that is over: the one under way has not seen all of its time.</summary>
    private static double Now(List<double> values) => values[^2];

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value <= 0 ? "-" : TimeText.Duration(value);
}
