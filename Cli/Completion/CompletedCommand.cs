namespace Aevrion.Cli.Completion;

/// <summary>What may follow a command, or the beginning of one.</summary>
/// <param name="Path">The names so far, with a space between; empty for the beginning.</param>
/// <param name="Words">Commands, options, and the values that its argument may have, each with what it is for.</param>
/// <param name="OptionValues">The values of its options that take only some.</param>
/// <param name="TakesFile">True when its argument is a file.</param>
internal sealed record CompletedCommand(
    string Path,
    IReadOnlyList<(string Word, string About)> Words,
    IReadOnlyList<(string Option, IReadOnlyList<string> Values)> OptionValues,
    bool TakesFile);
