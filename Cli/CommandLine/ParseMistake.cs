using System.CommandLine;
using Aevrion.Cli.Suggestions;

namespace Aevrion.Cli.CommandLine;

/// <summary>Says what is wrong with a command line that cannot be read, and what may be meant.</summary>
internal static class ParseMistake
{
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = NameOf(parsed);
        return $"{Explain(parsed, command)} See '{name} --help'.";
    }

    /// <summary>The names of all options that a command takes.</summary>
    public static IEnumerable<string> OptionsOf(ParseResult parsed) => parsed.CommandResult.Command.Options
        .Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive))
        .SelectMany(option => option.Aliases.Prepend(option.Name))
        .Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static string Explain(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is [var odd, ..])
        {
            if (odd is ['-', _, ..])
                return $"There is no option '{odd}'.{DidYouMean.Hint(odd, OptionsOf(parsed))}";
            if (command.Subcommands.Count > 0)
                return $"There is no command '{odd}'.{DidYouMean.Hint(odd, command.Subcommands.Select(known => known.Name))}";
        }

        return parsed.Errors[0].Message;
    }

    private static string NameOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command is RootCommand ? "aevrion" : result.Command.Name);
        return string.Join(' ', names);
    }
}
