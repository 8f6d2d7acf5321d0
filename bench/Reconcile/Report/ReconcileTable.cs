using System.Globalization;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;
using Spectre.Console;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>The rows for people.</summary>
internal static class ReconcileTable
{
    private static readonly string[] Columns =
        ["store", "events", "missing", "to identify", "at most", "negentropy*", "in all", "trips", "at most", "CPU ms", "spread", "holds"];

    private const string Notes =
        """
        Bytes to identify what is missing, and bytes in all; round trips; processor time of both regions until the differences are known,
        without that of PostgreSQL, and the most ÷ the least of it. Medians of the rounds. A target holds when every round keeps to it; of
        the processor time, the median. Targets are for 1,000,000 events.
        * Bytes that negentropy (range-based, C++) sends to identify differences of the same kind: measured elsewhere, not in this run.
        """;

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
    public static string NotesOn(IReadOnlyCollection<ReconcileRow> rows) => string.Join('\n', [Notes, .. Ratios(rows), .. Growth(rows), ""]);

    private static IEnumerable<string> Ratios(IEnumerable<ReconcileRow> rows) =>
        from row in rows
        where row.RepairRatio is not null
        select $"{NameOf(row.Store)}: repair after lost pushes takes {row.RepairRatio:0.000} times the bytes of the missing events; target: below {row.Target?.RepairRatio}.";

    private static IEnumerable<string> Growth(IReadOnlyCollection<ReconcileRow> rows)
    {
        if (Find(rows, ReconcileTarget.Events) is { } million && Find(rows, 5 * ReconcileTarget.Events) is { } five)
            yield return $"Memory: 100 missing of 5,000,000 take {five.CpuMs / million.CpuMs:0.00} times the processor time of 1,000,000; target: 1.5 at most.";
    }

    private static ReconcileRow? Find(IEnumerable<ReconcileRow> rows, int events) =>
        rows.FirstOrDefault(row => row is { Store: StoreKind.Memory, Pattern: DifferencePattern.Random, D: 100 } && row.N == events);

    private static string[] CellsOf(ReconcileRow row) =>
    [
        NameOf(row.Store),
        Number(row.N),
        Number(row.D) + row.Pattern switch
        {
            DifferencePattern.Window => " in a window",
            DifferencePattern.Lost => " lost pushes",
            _ => "",
        },
        Number(row.BytesToIdentify),
        Number(row.Target?.BytesToIdentify),
        Number(row.NegentropyBytes),
        Number(row.BytesTotal),
        Number(row.RoundTrips),
        Number(row.Target?.RoundTrips),
        row.CpuMs.ToString("0.00", CultureInfo.InvariantCulture),
        row.Spread.ToString("0.0", CultureInfo.InvariantCulture),
        row.WithinTarget switch { true => "yes", false => "NO", null => "" },
    ];

    private static string NameOf(StoreKind store) => store == StoreKind.Memory ? "memory" : "PostgreSQL";

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static Justify AlignmentOf(string column) => column is "store" or "holds" ? Justify.Left : Justify.Right;
}
