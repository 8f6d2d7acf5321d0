namespace Aevrion.Storage.Rebuild;

/// <summary>What a rebuild did.</summary>
/// <param name="Events">Events counted.</param>
/// <param name="Nodes">Nodes of the tree that they make.</param>
/// <param name="WrongCounts">Nodes whose count was wrong: missing ones, and ones without events, included.</param>
/// <param name="WrongDigests">Nodes whose digest was taken for valid and was wrong.</param>
/// <param name="TakenDigests">Nodes that had no valid digest and now have one.</param>
/// <param name="KeyIndexBuilt">True when the index of keys was built anew.</param>
public sealed record RebuildReport(long Events, long Nodes, long WrongCounts, long WrongDigests, long TakenDigests, bool KeyIndexBuilt)
{
    /// <summary>Nothing done yet.</summary>
    public static RebuildReport Nothing { get; } = new(0, 0, 0, 0, 0, KeyIndexBuilt: false);

    /// <summary>True when something was not as the events say.</summary>
    public bool FoundMistakes => WrongCounts > 0 || WrongDigests > 0;

    /// <summary>This and another part of the work.</summary>
    public RebuildReport And(RebuildReport other) => new(
        Events + other.Events,
        Nodes + other.Nodes,
        WrongCounts + other.WrongCounts,
        WrongDigests + other.WrongDigests,
        TakenDigests + other.TakenDigests,
        KeyIndexBuilt || other.KeyIndexBuilt);

    /// <summary>This of the whole, once more after another.</summary>
    public RebuildReport After(RebuildReport earlier) => this with
    {
        WrongCounts = WrongCounts + earlier.WrongCounts,
        WrongDigests = WrongDigests + earlier.WrongDigests,
        TakenDigests = TakenDigests + earlier.TakenDigests,
    };
}
