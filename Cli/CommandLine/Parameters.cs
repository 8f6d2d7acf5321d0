using System.CommandLine;
using System.CommandLine.Parsing;
using Aevrion.Cli.Time;

namespace Aevrion.Cli.CommandLine;

/// <summary>Arguments and options that several commands take.</summary>
internal static class Parameters
{
    public static Argument<string> Key() => new("KEY") { Description = "The key: any text of 1 to 1,024 bytes." };

    /// <summary>An option that is a time, in any way that times can be written.</summary>
    public static Option<long?> Time(string name, string description) => new(name)
    {
        Description = $"{description} T is milliseconds since 1970, ISO 8601 (UTC unless it says otherwise) or such as '5m ago'.",
        HelpName = "T",
        CustomParser = ParseTime,
    };

    /// <summary>An option that is a number within a range.</summary>
    public static Option<int> Count(string name, string description, int byDefault, int most)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} 1 to {most}.",
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
        };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || (result.GetValueOrDefault<int>() is var count && count >= 1 && count <= most))
                return;
            result.AddError($"{name} must be from 1 to {most}.");
        });
        return option;
    }

    private static long? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (TimeExpression.TryParse(text, TimeProvider.System.GetUtcNow(), out var timestamp))
            return timestamp;
        result.AddError($"'{text}' is not a time. Give milliseconds since 1970, ISO 8601 such as 2026-01-31T12:00:00Z, or such as '5m ago'.");
        return null;
    }
}
