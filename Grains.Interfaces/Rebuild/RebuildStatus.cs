using Orleans;

namespace Aevrion.Grains.Interfaces.Rebuild;

/// <summary>A rebuild, how far it is and what came of it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.rebuild-status")]
public sealed record RebuildStatus
{
    /// <summary>Tells it from others.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>State.</summary>
    [Id(1)]
    public required RebuildState State { get; init; }

    /// <summary>Whether the index of keys was asked for.</summary>
    [Id(2)]
    public required bool KeyIndex { get; init; }

    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    [Id(3)]
    public required long StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [Id(4)]
    public long? EndedAt { get; init; }

    /// <summary>True once the tree is done and the index of keys is being built.</summary>
    [Id(5)]
    public bool IsAtKeyIndex { get; init; }

    /// <summary>True once the list of conflicts is being made anew, the last phase.</summary>
    [Id(10)]
    public bool IsAtConflicts { get; init; }

    /// <summary>How much of the phase is done: events, steps of the index, or versions.</summary>
    [Id(6)]
    public long PhaseDone { get; init; }

    /// <summary>How much there is to do in it, as far as that is known.</summary>
    [Id(7)]
    public long PhaseTotal { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(8)]
    public string? Error { get; init; }

    /// <summary>What it did; null before it is done.</summary>
    [Id(9)]
    public RebuildResult? Result { get; init; }
}
