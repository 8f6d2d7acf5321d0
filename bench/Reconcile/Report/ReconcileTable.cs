using System.Globalization;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;
using Spectre.Console;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>The rows for people.</summary>
internal static class ReconcileTable
{
    private static readonly string[] Columns =
        ["store", "events", "missing", "bytes to identify", "target", "negentropy*", "bytes in all", "round trips", "target", "CPU ms", "spread", "holds"];

    private const string Notes =
        "Medians over the rounds; a target holds when every round keeps to it (CPU: the median). CPU is that of both regions until the\n" +
        "differences are known, without that of PostgreSQL. Targets are for 1,000,000 events.\n" +
        "* Bytes that negentropy (range-based, C++) sends to identify the same kind of difference; measured elsewhere, not in this run.";

    public static Table Of(IEnumerable<ReconcileRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in Columns)
            table.AddColumn(new TableColumn(new Text(name, new Style(decoration: Decoration.Bold))) { NoWrap = true, Alignment = AlignmentOf(name) });
        foreach (var row in rows)
            table.AddRow(CellsOf(row).Select(cell => new Text(cell)));
        return table;
    }

    /// <summary>What the table cannot say.</summary>
    public static string NotesOn(IReadOnlyCollection<ReconcileRow> rows)
    {
        var million = Find(rows, ReconcileTarget.Events);
        var five = Find(rows, 5 * ReconcileTarget.Events);
        return Notes + (million is null || five is null
            ? ""
            : $"\nCPU for 100 missing of 5,000,000 is {five.CpuMs / million.CpuMs:0.00} times that of 1,000,000; the target is 1.5 at most.");
    }

    private static ReconcileRow? Find(IEnumerable<ReconcileRow> rows, int events) =>
        rows.FirstOrDefault(row => row is { Store: StoreKind.Memory, Pattern: DifferencePattern.Random, D: 100 } && row.N == events);

    private static string[] CellsOf(ReconcileRow row) =>
    [
        row.Store == StoreKind.Memory ? "memory" : "PostgreSQL",
        Number(row.N),
        Number(row.D) + row.Pattern switch
        {
            DifferencePattern.Window => " in one window",
            DifferencePattern.Lost => " lost pushes",
            _ => "",
        },
        Number(row.BytesToIdentify) + (row.MaxBytesToIdentify > row.BytesToIdentify ? $" (≤ {Number(row.MaxBytesToIdentify)})" : ""),
        Number(row.Target?.BytesToIdentify),
        Number(row.NegentropyBytes),
        Number(row.BytesTotal) + (row.RepairRatio is { } ratio ? $" (× {ratio:0.000} of the events; < {row.Target?.RepairRatio})" : ""),
        Number(row.RoundTrips) + (row.MaxRoundTrips > row.RoundTrips ? $" (≤ {Number(row.MaxRoundTrips)})" : ""),
        Number(row.Target?.RoundTrips),
        row.CpuMs.ToString("0.00", CultureInfo.InvariantCulture) + (row.Target?.CpuMs is { } most ? $" (< {most})" : ""),
        row.Spread.ToString("0.0", CultureInfo.InvariantCulture),
        row.WithinTarget switch { true => "yes", false => "NO", null => "" },
    ];

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static Justify AlignmentOf(string column) => column is "store" or "holds" ? Justify.Left : Justify.Right;
}
