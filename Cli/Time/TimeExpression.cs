using System.Globalization;
using System.Text.RegularExpressions;

namespace Aevrion.Cli.Time;

/// <summary>Reads a time as people write it.</summary>
internal static partial class TimeExpression
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>
    /// Understands milliseconds since the Unix epoch, ISO 8601 dates and times (UTC where they do not name an offset), "now", and spans
    /// before now such as "5m ago" or "1d12h ago" with the units ms, s, m, h, d and w.
    /// </summary>
    /// <param name="timestamp">Milliseconds since the Unix epoch.</param>
    public static bool TryParse(string text, DateTimeOffset now, out long timestamp)
    {
        text = text.Trim();
        if (TryParseAbsolute(text, out timestamp))
            return true;
        if (!text.Equals("now", StringComparison.OrdinalIgnoreCase))
            return TryParseAgo(text, now, out timestamp);
        timestamp = now.ToUnixTimeMilliseconds();
        return true;
    }

    /// <summary>Understands milliseconds since the Unix epoch and ISO 8601, UTC where it does not name an offset.</summary>
    public static bool TryParseAbsolute(string text, out long timestamp)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out timestamp))
            return true;
        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var time))
            return false;
        timestamp = time.ToUnixTimeMilliseconds();
        return true;
    }

    private static bool TryParseAgo(string text, DateTimeOffset now, out long timestamp)
    {
        timestamp = 0;
        var match = Ago().Match(text);
        if (!match.Success)
            return false;

        var before = 0m;
        for (var part = 0; part < match.Groups["count"].Captures.Count; part++)
        {
            var count = decimal.Parse(match.Groups["count"].Captures[part].Value, CultureInfo.InvariantCulture);
            before += count * UnitMs(match.Groups["unit"].Captures[part].Value);
        }

        var result = now.ToUnixTimeMilliseconds() - before;
        if (result < long.MinValue)
            return false;
        timestamp = (long)result;
        return true;
    }

    private static long UnitMs(string unit) => unit.ToUpperInvariant() switch
    {
        "MS" => 1,
        "S" => 1_000,
        "M" => 60_000,
        "H" => 3_600_000,
        "D" => 86_400_000,
        _ => 7 * 86_400_000,
    };

    [GeneratedRegex(@"^((?<count>[0-9]{1,12})\s*(?<unit>ms|s|m|h|d|w)\s*)+\s+ago$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ago();
}
