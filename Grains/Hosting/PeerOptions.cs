namespace Aevrion.Grains.Hosting;

/// <summary>Where a peer is.</summary>
public sealed class PeerOptions
{
    /// <summary>The base URL of the peer's silo, http or https. Required.</summary>
    public Uri? Url { get; set; }
}
