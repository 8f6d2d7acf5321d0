using System.Globalization;

namespace Aevrion.Bench.Results;

/// <summary>The cells of a figure's row, as tables for people and pages show them.</summary>
internal static class FigureText
{
    private const double Large = 1_000;
    private const double Small = 10;

    public static IReadOnlyList<string> Columns { get; } =
        ["figure", "value", "unit", "spread", "against", "its value", "its spread", "ratio", "target", ""];

    /// <summary>True for columns of numbers.</summary>
    public static bool IsNumber(string column) => column is "value" or "spread" or "its value" or "its spread" or "ratio" or "target";

    public static IReadOnlyList<string> CellsOf(FigureRow row) =>
    [
        row.Figure,
        Number(row.Value),
        row.Unit,
        Ratio(row.Spread),
        row.Against ?? "",
        Number(row.AgainstValue),
        Ratio(row.AgainstSpread),
        Ratio(row.Ratio),
        TargetOf(row),
        row.Holds switch { true => "holds", false => "misses", null => "" },
    ];

    /// <summary>What is aimed at: <c>≥ 0.70</c>.</summary>
    public static string TargetOf(FigureRow row) => (row.AtLeast, row.AtMost, row.ValueAtMost) switch
    {
        ({ } least, _, _) => "≥ " + Ratio(least),
        (_, { } most, _) => "≤ " + Ratio(most),
        (_, _, { } limit) => $"≤ {Number(limit)} {row.Unit}",
        _ => "",
    };

    public static string Ratio(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    public static string Number(double? value) => value is not { } number
        ? ""
        : number.ToString(Math.Abs(number) >= Large ? "N0" : Math.Abs(number) >= Small ? "0.#" : "0.###", CultureInfo.InvariantCulture);
}
