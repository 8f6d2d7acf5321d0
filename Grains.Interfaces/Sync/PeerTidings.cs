using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>What every silo of the region has to know of a peer. Its sync grain decides and keeps it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.peer-tidings")]
public sealed record PeerTidings
{
    /// <summary>The peer.</summary>
    [Id(0)]
    public required string Peer { get; init; }

    /// <summary>True while an operator wants no connection with it, either way.</summary>
    [Id(1)]
    public required bool IsPaused { get; init; }

    /// <summary>How often that has changed, ever: of two tidings the one with the higher number is the later one.</summary>
    [Id(2)]
    public required long PauseChanges { get; init; }

    /// <summary>When the last exchange began that ended equal, in milliseconds since the Unix epoch; 0 for none.</summary>
    [Id(3)]
    public long EqualSince { get; init; }

    /// <summary>What it found equal is dated before this, in milliseconds since the Unix epoch.</summary>
    [Id(4)]
    public long EqualBefore { get; init; }
}
