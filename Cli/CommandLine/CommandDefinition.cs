using System.CommandLine;

namespace Aevrion.Cli.CommandLine;

/// <summary>A command and the examples that its help shows.</summary>
internal sealed record CommandDefinition(Command Command, params string[] Examples)
{
    /// <summary>Its own commands.</summary>
    public IReadOnlyList<CommandDefinition> Below { get; init; } = [];
}
