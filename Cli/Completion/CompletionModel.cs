using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace Aevrion.Cli.Completion;

/// <summary>What a shell has to know of the commands to complete them, taken from their definitions.</summary>
internal sealed class CompletionModel
{
    private static readonly string[] FileArguments = ["FILE"];

    private readonly Option[] _everywhere;

    /// <param name="root">The command.</param>
    /// <param name="more">Further commands at its beginning, of a script around it.</param>
    public CompletionModel(RootCommand root, IEnumerable<string> more)
    {
        _everywhere = [.. root.Options.Where(option => option.Recursive)];
        Commands = [.. Of(root, "")];
        Commands[0] = Commands[0] with { Words = [.. Commands[0].Words, .. more.Select(word => (word, ""))] };
        ValueOptions = [.. Commands.SelectMany(command => command.Path.Length == 0 ? root.Options : Find(root, command.Path).Options)
            .Where(TakesValue).SelectMany(NamesOf).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>All of them, the beginning first.</summary>
    public IList<CompletedCommand> Commands { get; }

    /// <summary>Options that are followed by a value.</summary>
    public IReadOnlyList<string> ValueOptions { get; }

    private static Command Find(Command root, string path) =>
        path.Split(' ').Aggregate(root, (command, name) => command.Subcommands.First(known => known.Name == name));

    private IEnumerable<CompletedCommand> Of(Command command, string path)
    {
        var options = command.Options.Concat(_everywhere).Distinct().Where(option => !option.Hidden).ToList();
        var values = command.Arguments.SelectMany(argument => ValuesOf(argument.GetCompletions(CompletionContext.Empty), argument.ValueType));
        yield return new CompletedCommand(
            path,
            [
                .. command.Subcommands.Where(below => !below.Hidden).Select(below => (below.Name, Short(below.Description))),
                .. values.Select(value => (value, "")),
                .. options.SelectMany(option => NamesOf(option).Select(name => (name, Short(option.Description)))),
            ],
            [.. options.Where(TakesValue).Select(option => (option.Name, ValuesOf(option.GetCompletions(CompletionContext.Empty), option.ValueType))).Where(option => option.Item2.Count > 0)],
            command.Arguments.Any(argument => FileArguments.Contains(argument.Name)));
        foreach (var below in command.Subcommands.SelectMany(below => Of(below, path.Length == 0 ? below.Name : $"{path} {below.Name}")))
            yield return below;
    }

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option is not (HelpOption or VersionOption);

    private static IEnumerable<string> NamesOf(Option option) =>
        option.Aliases.Prepend(option.Name).Where(name => name.StartsWith("--", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<string> ValuesOf(IEnumerable<CompletionItem> items, Type type) =>
        type == typeof(bool) ? [] : [.. items.Select(item => IsEnum(type) ? item.Label.ToLowerInvariant() : item.Label).Distinct(StringComparer.Ordinal)];

    // Their names are read in lower case, too, and that is how the help writes them.
    private static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    /// <summary>The first sentence, which is enough beside a word.</summary>
    private static string Short(string? description)
    {
        var text = (description ?? "").ReplaceLineEndings(" ");
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }
}
