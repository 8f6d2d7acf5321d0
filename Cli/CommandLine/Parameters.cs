using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aevrion.Cli.Suggestions;
using Aevrion.Cli.Time;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>Arguments and options that several commands take.</summary>
internal static class Parameters
{
    public static Argument<string> Key() => new("KEY") { Description = "The key: any text of 1 to 1,024 bytes." };

    /// <summary>One key or several.</summary>
    public static Argument<string[]> Keys() => new("KEY")
    {
        Description = "A key: any text of 1 to 1,024 bytes.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The beginning of keys; none for all of them.</summary>
    public static Argument<string> Prefix() => new("PREFIX")
    {
        Description = "What the keys begin with. All keys where it is left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The keys that were given, none of which is a misspelt option.</summary>
    public static string[] KeysOf(ParseResult parsed, Argument<string[]> argument) => Meant(parsed, parsed.GetRequiredValue(argument));

    /// <summary>The beginning of keys that was given, which is no misspelt option; empty when none was.</summary>
    public static string PrefixOf(ParseResult parsed, Argument<string> argument) => Meant(parsed, [parsed.GetValue(argument) ?? ""])[0];

    private static string[] Meant(ParseResult parsed, string[] keys)
    {
        var meant = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return keys.FirstOrDefault(key => key is ['-', _, ..] && meant.Contains(key)) is { } odd
            ? throw new UsageException($"There is no option '{odd}'.{DidYouMean.Hint(odd, ParseMistake.OptionsOf(parsed))} A key that begins like an option goes after --.")
            : keys;
    }

    /// <summary>An option that is a time, in any way that times can be written.</summary>
    public static Option<long?> Time(string name, string description) => new(name)
    {
        Description = $"{description} T is milliseconds since 1970, ISO 8601 (UTC unless it says otherwise) or such as '5m ago'.",
        HelpName = "T",
        CustomParser = ParseTime,
    };

    /// <summary>An option that is a time, or "converged".</summary>
    public static Option<PointInTime?> ReadTime(string name, string description) => new(name)
    {
        Description = $"{description} T is milliseconds since 1970, ISO 8601 (UTC unless it says otherwise), such as '5m ago', or 'converged'.",
        HelpName = "T",
        CustomParser = result => result.Tokens.Single().Value == "converged" ? PointInTime.Converged : (PointInTime?)ParseTime(result),
    };

    /// <summary>An option that is a number within a range.</summary>
    public static Option<int> Count(string name, string description, int byDefault, int most) => new(name)
    {
        Description = $"{description} 1 to {most}.",
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
                return count;
            result.AddError($"{name} takes a number from 1 to {most}, not '{text}'.");
            return byDefault;
        },
    };

    private static long? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (TimeExpression.TryParse(text, TimeProvider.System.GetUtcNow(), out var timestamp))
            return timestamp;
        result.AddError($"'{text}' is not a time. Give milliseconds since 1970, ISO 8601 such as 2026-01-31T12:00:00Z, or such as '5m ago'.");
        return null;
    }
}
