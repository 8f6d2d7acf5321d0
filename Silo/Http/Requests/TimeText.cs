using System.Globalization;

namespace Aevrion.Silo.Http.Requests;

/// <summary>Points in time as people write them.</summary>
internal static class TimeText
{
    private const string AgoSuffix = "ago";

    private static readonly string[] IsoFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>
    /// Reads milliseconds since the Unix epoch, ISO 8601 (UTC unless it names an offset), or an age: a number, a unit (ms, s, m, h, d, w)
    /// and "ago".
    /// </summary>
    public static bool TryParse(string text, long nowMs, out long timestamp)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out timestamp))
            return true;
        if (DateTimeOffset.TryParseExact(text, IsoFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            timestamp = time.ToUnixTimeMilliseconds();
            return true;
        }

        return TryParseAge(text, nowMs, out timestamp);
    }

    private static bool TryParseAge(string text, long nowMs, out long timestamp)
    {
        timestamp = 0;
        if (!text.EndsWith(AgoSuffix, StringComparison.Ordinal))
            return false;
        var age = text.AsSpan(0, text.Length - AgoSuffix.Length).Trim();
        var digits = age.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || UnitMs(age[digits..].Trim()) is not { } unitMs || !long.TryParse(age[..digits], CultureInfo.InvariantCulture, out var count))
            return false;

        // An age before the beginning of time is the beginning of time.
        timestamp = (long)Int128.Max(0, nowMs - ((Int128)count * unitMs));
        return true;
    }

    private static long? UnitMs(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => null,
    };
}
