using Aevrion.Core.Sync.Trust;

namespace Aevrion.Grains.Hosting;

/// <summary>Where a peer is.</summary>
public sealed class PeerOptions
{
    /// <summary>Addresses of one peer at most.</summary>
    public const int MaxUrls = 16;

    /// <summary>
    /// The base URLs of the peer's silos, http or https, one at least; any of them leads to all of the region. The first is dialled first,
    /// and the next one whenever a connection is lost or does not come.
    /// </summary>
    public IReadOnlyList<Uri> Urls { get; set; } = [];

    /// <summary>Whether the peer is listened to only over a connection that the transport proved to be its own. Default false.</summary>
    public bool NeedsProof { get; set; }

    /// <summary>The keys that are taken from the peer; null for all. Default null.</summary>
    public WritePermit? MayWrite { get; set; }

    /// <summary>How much the peer may send; more ends its connections.</summary>
    public FloodLimits Flood { get; set; } = new();
}
