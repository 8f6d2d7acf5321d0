using System.CommandLine;
using System.Globalization;
using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Live;

/// <summary>The options of commands that can look again and again.</summary>
internal sealed class LiveOptions
{
    private const int MostSeconds = 3_600;
    private const int MostTimes = 1_000_000;

    private readonly Option<bool>? _watch;
    private readonly Option<int> _every;
    private readonly Option<int?> _times;

    /// <param name="command">The command that gets them.</param>
    /// <param name="isAlwaysLive">True for one that goes on on a terminal unless it is told otherwise.</param>
    public LiveOptions(Command command, bool isAlwaysLive = false)
    {
        _watch = isAlwaysLive ? null : new Option<bool>("--watch") { Description = "Look again and again, until Ctrl+C." };
        _every = Parameters.Count("--every", "Seconds between two looks.", 1, MostSeconds);
        _times = new Option<int?>("--times")
        {
            Description = $"End after so many looks. 1 to {MostTimes}.",
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times is >= 1 and <= MostTimes)
                    return times;
                result.AddError($"--times takes a number from 1 to {MostTimes}, not '{text}'.");
                return null;
            },
        };
        if (_watch is not null)
            command.Add(_watch);
        command.Add(_every);
        command.Add(_times);
    }

    /// <summary>What was asked for. Whoever says how often wants to look again; what is not read by a person is looked at once otherwise.</summary>
    public LiveSettings Of(ParseResult parsed, bool isForPeople)
    {
        var times = parsed.GetValue(_times);
        var isLive = (_watch is null ? isForPeople : parsed.GetValue(_watch)) || parsed.GetResult(_every) is { Implicit: false };
        return new LiveSettings(TimeSpan.FromSeconds(parsed.GetValue(_every)), times ?? (isLive ? null : 1));
    }
}
