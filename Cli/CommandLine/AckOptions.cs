using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>The options of commands that write: how many regions to wait for, and how long.</summary>
internal sealed class AckOptions
{
    private readonly Option<Acknowledgement> _level = new("--ack")
    {
        Description = "Wait until that many regions have it for good: local (this one), quorum (more than half) or all.",
        HelpName = "local|quorum|all",
        CustomParser = ParseLevel,
    };

    private readonly Option<TimeSpan?> _timeout = new("--ack-timeout")
    {
        Description = $"How long to wait for them, in milliseconds: 0 to {AevrionLimits.MaxAckTimeout.TotalMilliseconds}. 10,000 by default.",
        HelpName = "MS",
        CustomParser = ParseTimeout,
    };

    /// <summary>Adds them to a command.</summary>
    public AckOptions(Command command)
    {
        command.Add(_level);
        command.Add(_timeout);
    }

    /// <summary>How many regions to wait for.</summary>
    public Acknowledgement Level(ParseResult parsed) => parsed.GetValue(_level);

    /// <summary>How long to wait; null for as long as the region does by default.</summary>
    public TimeSpan? Timeout(ParseResult parsed) => parsed.GetValue(_timeout);

    /// <summary>Both, for a single write.</summary>
    public WriteOptions ToWriteOptions(ParseResult parsed) => new() { Ack = Level(parsed), Timeout = Timeout(parsed) };

    private static Acknowledgement ParseLevel(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        switch (text)
        {
            case "local":
                return Acknowledgement.Local;
            case "quorum":
                return Acknowledgement.Quorum;
            case "all":
                return Acknowledgement.All;
            default:
                result.AddError($"--ack takes local, quorum or all, not '{text}'.");
                return default;
        }
    }

    private static TimeSpan? ParseTimeout(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timeoutMs)
            && timeoutMs <= AevrionLimits.MaxAckTimeout.TotalMilliseconds)
            return TimeSpan.FromMilliseconds(timeoutMs);
        result.AddError($"--ack-timeout takes milliseconds from 0 to {AevrionLimits.MaxAckTimeout.TotalMilliseconds}, not '{text}'.");
        return null;
    }
}
