using Aevrion.Cli.Output;
using Aevrion.Client;
using Spectre.Console.Rendering;

namespace Aevrion.Cli.Verification;

/// <summary>What a verification found, for people.</summary>
internal static class VerifyTable
{
    public static IRenderable Of(IReadOnlyList<VerifyMismatch> mismatches)
    {
        var table = TableBuilder.WithColumns("what", "where", "time", "expected", "found");
        foreach (var mismatch in mismatches)
            table.AddCells(mismatch.Kind, mismatch.Where, TimeText.At(mismatch.Timestamp), Shorten(mismatch.Expected), Shorten(mismatch.Found));
        return table;
    }

    public static string Describe(VerifyReport report)
    {
        var looked = $"{report.Events:N0} events, {report.Nodes:N0} nodes, {report.Eras:N0} eras in {TimeText.Duration(report.DurationMs)}";
        var kinds = string.Join(", ", report.ByKind.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value:N0} {kind.Key}"));
        return report.State switch
        {
            "sound" => $"sound: {looked}",
            "repaired" => $"repaired: {kinds}; nothing is left{Quarantine(report)}; {looked}",
            _ when report.Remaining < report.Mismatches => $"not sound: {kinds}, of which {report.Remaining:N0} are left{Quarantine(report)}; {looked}",
            _ => $"not sound: {kinds}; {looked}",
        };
    }

    private static string Quarantine(VerifyReport report) => report.Quarantined == 0
        ? ""
        : $"; {report.Quarantined:N0} damaged events are in quarantine: 'aevrion sync PEER' or 'aevrion restore FILE' brings back what they were";

    /// <summary>An id or a digest at the beginning is cut to what tells it from others.</summary>
    private static string Shorten(string text)
    {
        const int HexDigits = 64;
        return text.Length >= HexDigits && text.Take(HexDigits).All(char.IsAsciiHexDigitLower)
            ? PlainText.Short(text[..HexDigits]) + text[HexDigits..]
            : text;
    }
}
