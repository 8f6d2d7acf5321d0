namespace Aevrion.Client;

/// <summary>Refuses options that cannot work, naming every mistake at once.</summary>
internal static class OptionsValidator
{
    public static void Validate(AevrionClientOptions options)
    {
        var mistakes = FindMistakes(options).ToList();
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));
    }

    private static IEnumerable<string> FindMistakes(AevrionClientOptions options)
    {
        if (options.Urls.Count is 0 or > AevrionLimits.MaxUrls)
            yield return $"Give 1 to {AevrionLimits.MaxUrls} URLs of Aevrion regions.";
        foreach (var url in options.Urls.Where(url => !IsUsable(url)))
            yield return $"'{url}' is not an absolute http or https URL without query, such as http://localhost:7400.";

        if (options.AccessToken?.Any(character => character is <= ' ' or >= '\u007f') == true)
            yield return "The access token must be printable ASCII without spaces.";

        foreach (var (name, duration) in Durations(options))
        {
            if (duration <= TimeSpan.Zero || duration > MaxDuration)
                yield return $"{name} must be more than zero and at most {MaxDuration.TotalHours} hours.";
        }

        if (options.MaxPasses < 1)
            yield return $"{nameof(options.MaxPasses)} must be at least 1.";
        if (options.MaxRetryDelay < options.RetryDelay)
            yield return $"{nameof(options.MaxRetryDelay)} must not be shorter than {nameof(options.RetryDelay)}.";
    }

    private static TimeSpan MaxDuration => TimeSpan.FromDays(1);

    private static (string Name, TimeSpan Duration)[] Durations(AevrionClientOptions options) =>
    [
        (nameof(options.ConnectTimeout), options.ConnectTimeout),
        (nameof(options.AttemptTimeout), options.AttemptTimeout),
        (nameof(options.SyncTimeout), options.SyncTimeout),
        (nameof(options.CoolDown), options.CoolDown),
        (nameof(options.RetryDelay), options.RetryDelay),
        (nameof(options.MaxRetryDelay), options.MaxRetryDelay),
    ];

    private static bool IsUsable(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0;
}
