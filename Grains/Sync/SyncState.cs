using Aevrion.Grains.Interfaces.Sync;
using Orleans;

namespace Aevrion.Grains.Sync;

/// <summary>What a sync grain keeps for good.</summary>
[GenerateSerializer]
[Alias("aevrion.sync-state")]
public sealed class SyncState
{
    /// <summary>Everything dated before it (milliseconds since the Unix epoch) was last found equal; null when nothing was.</summary>
    [Id(0)]
    public long? ConvergedThrough { get; set; }

    /// <summary>The last exchange, whatever its outcome.</summary>
    [Id(1)]
    public ExchangeReport? LastExchange { get; set; }

    /// <summary>Exchanges that came to their end.</summary>
    [Id(2)]
    public long Exchanges { get; set; }

    /// <summary>Exchanges that failed since the last one that did not.</summary>
    [Id(3)]
    public int Failures { get; set; }

    /// <summary>The digest of everything dated before <see cref="ConvergedThrough"/>, when it was found equal: 64 lower-case hexadecimal digits.</summary>
    [Id(4)]
    public string? ConvergedDigest { get; set; }

    /// <summary>True while an operator wants no connection with the peer.</summary>
    [Id(5)]
    public bool IsPaused { get; set; }

    /// <summary>How often <see cref="IsPaused"/> has changed.</summary>
    [Id(6)]
    public long PauseChanges { get; set; }
}
