namespace Aevrion.Client;

/// <summary>A rebuild of what a region derives from its events.</summary>
public sealed record RebuildStatus : ServerDocument
{
    /// <summary>Tells it from others.</summary>
    public required string Id { get; init; }

    /// <summary><c>running</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether the index of keys was asked for.</summary>
    public bool KeyIndex { get; init; }

    /// <summary><c>tree</c>, <c>key-index</c> or <c>conflicts</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>How much of the phase is done: events, steps of the index, or versions.</summary>
    public long Done { get; init; }

    /// <summary>How much there is to do in it, as far as that is known.</summary>
    public long Total { get; init; }

    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    public long StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public string? Error { get; init; }

    /// <summary>Events counted; null before it is done, as what follows.</summary>
    public long? Events { get; init; }

    /// <summary>Nodes of the time tree over them.</summary>
    public long? Nodes { get; init; }

    /// <summary>Nodes whose count was wrong.</summary>
    public long? WrongCounts { get; init; }

    /// <summary>Nodes whose digest was taken for valid and was wrong.</summary>
    public long? WrongDigests { get; init; }

    /// <summary>Nodes that were waiting to have their digest taken.</summary>
    public long? TakenDigests { get; init; }

    /// <summary>Whether the index of keys was built anew.</summary>
    public bool? KeyIndexBuilt { get; init; }

    /// <summary>Entries of the list of conflicts that were missing or extra.</summary>
    public long? WrongConflicts { get; init; }
}
