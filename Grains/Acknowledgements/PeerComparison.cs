namespace Aevrion.Grains.Acknowledgements;

/// <summary>The last comparison with a peer that waiting writes asked for.</summary>
internal sealed class PeerComparison
{
    public bool IsRunning { get; set; }

    /// <summary>When the last one began that has ended.</summary>
    public long BegunAt { get; set; }

    /// <summary>When it ended; null before the first.</summary>
    public long? EndedAt { get; set; }

    /// <summary>What it found to be at the peer, see <see cref="Interfaces.Sync.ExchangeReport.EqualBefore"/>; 0 for nothing.</summary>
    public long EqualBeforeMs { get; set; }
}
