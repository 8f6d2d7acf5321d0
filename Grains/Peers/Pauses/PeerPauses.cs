using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers.Pauses;

/// <summary>Which peers this silo may have connections with. Safe for concurrent use.</summary>
public sealed class PeerPauses(RegionOptions options)
{
    private readonly Dictionary<string, PeerPause> _pauses = options.Peers.Keys.ToDictionary(
        peer => peer, _ => new PeerPause(), StringComparer.Ordinal);

    /// <summary>The pause of a peer that is configured.</summary>
    public PeerPause Of(string peer) => _pauses[peer];

    /// <summary>Takes the region's word about a peer.</summary>
    public void Learn(PeerTidings tidings) => _pauses.GetValueOrDefault(tidings.Peer)?.Learn(tidings);

    /// <summary>What a region that paused another tells it, and what that one says of it.</summary>
    /// <param name="region">The region that paused the other.</param>
    public static string ReasonFor(string region) => $"Region '{region}' has paused this one. It goes on by itself once it is resumed there.";

    /// <summary>What the region that paused another says of that one.</summary>
    public static string ReasonHere(string peer) => $"It was paused in this region. 'aevrion resume {peer}' lets it go on.";
}
