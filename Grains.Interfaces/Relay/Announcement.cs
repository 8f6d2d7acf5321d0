using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Interfaces.Watermark;
using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>Keys of which events came in otherwise than through their grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.announcement")]
public sealed record Announcement
{
    /// <summary>The keys, each at most once, with its highest event.</summary>
    [Id(0)]
    public required ImmutableArray<SeenKey> Keys { get; init; }

    /// <summary>The oldest of the events; null when there are none.</summary>
    [Id(1)]
    public AdmittedEvent? Oldest { get; init; }

    /// <summary>Everything that a silo remembers has to be read anew.</summary>
    [Id(2)]
    public bool IsAllInDoubt { get; init; }

    /// <summary>Access tokens have changed.</summary>
    [Id(3)]
    public bool AreTokensChanged { get; init; }

    /// <summary>News of a peer that every silo has to know; null for none.</summary>
    [Id(4)]
    public PeerTidings? Tidings { get; init; }
}
