using System.CommandLine;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>The options that every command takes, and the environment variables behind them.</summary>
internal sealed class GlobalOptions
{
    private const string DefaultUrl = "http://localhost:7400";

    public Option<string[]> Url { get; } = new("--url")
    {
        Description = $"The region's URL; several, comma-separated or repeated, are tried in order. [env: AEVRION_URL] [default: {DefaultUrl}]",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write JSON for programs instead of text for people.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Add(Url);
        root.Add(Json);
    }

    /// <summary>Where to connect and how, for one run of a command.</summary>
    public AevrionClientOptions ClientOptions(ParseResult parsed)
    {
        var options = new AevrionClientOptions { AccessToken = Environment.GetEnvironmentVariable("AEVRION_TOKEN") };
        foreach (var url in Urls(parsed))
            options.Urls.Add(url);
        return options;
    }

    private List<string> Urls(ParseResult parsed)
    {
        var given = parsed.GetValue(Url) is { Length: > 0 } fromLine ? fromLine : [Environment.GetEnvironmentVariable("AEVRION_URL") ?? ""];
        var urls = given
            .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
        return urls.Count > 0 ? urls : [DefaultUrl];
    }
}
