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
}
