namespace Aevrion.Cli.Output;

/// <summary>Times and durations for people.</summary>
internal static class TimeText
{
    private const long FirstMs = -62_135_596_800_000;
    private const long LastMs = 253_402_300_799_999;

    /// <summary>ISO 8601 in UTC with milliseconds; a number where the time has no date.</summary>
    public static string At(long? timestamp) => timestamp switch
    {
        null => "-",
        >= FirstMs and <= LastMs => DateTimeOffset.FromUnixTimeMilliseconds(timestamp.Value).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        _ => timestamp.Value.ToString(),
    };

    /// <summary>How long ago a time is by this computer's clock, which may differ from the region's.</summary>
    public static string Ago(long? timestamp) => timestamp is null
        ? "-"
        : Duration(Math.Max(0d, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - timestamp.Value)) + " ago";

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 1_000 => $"{milliseconds:0.#} ms",
        < 60_000 => $"{milliseconds / 1_000:0.#} s",
        < 3_600_000 => $"{milliseconds / 60_000:0.#} min",
        < 86_400_000 => $"{milliseconds / 3_600_000:0.#} h",
        _ => $"{milliseconds / 86_400_000:0.#} d",
    };
}
