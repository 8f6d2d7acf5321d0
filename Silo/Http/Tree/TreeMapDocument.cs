namespace Aevrion.Silo.Http.Tree;

/// <summary>Neighbouring nodes of one level, as they are stored.</summary>
internal sealed record TreeMapDocument
{
    public required int Level { get; init; }

    /// <summary>Index of the first node that was looked at.</summary>
    public required long From { get; init; }

    public required long Granularity { get; init; }

    public required int BranchingFactor { get; init; }

    /// <summary>Leaves below it are closed.</summary>
    public required long Horizon { get; init; }

    /// <summary>Levels that the tree has by now.</summary>
    public required int Levels { get; init; }

    /// <summary>Those that are not empty, ascending.</summary>
    public required IReadOnlyList<TreeMapNodeDocument> Nodes { get; init; }
}
