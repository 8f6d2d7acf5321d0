using Aevrion.Silo.Peers.Certificates;

namespace Aevrion.Silo.Configuration;

/// <summary>What this region and one peer prove to each other, and how. Not a record: nothing may print it.</summary>
internal sealed class PeerCredentials
{
    /// <summary>Fewest characters of a secret.</summary>
    public const int MinSecretLength = 32;

    /// <summary>Most bytes of a file that holds a secret.</summary>
    public const int MaxSecretFileBytes = 4096;

    /// <summary>Nothing has to be proven.</summary>
    public static PeerCredentials None { get; } = new();

    /// <summary>The secret that both regions share, as bytes; null for none. It is never sent.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>A bearer token of the peer's that lets this region in there; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Which certificates the peer may show, as server and as client; null when it need not show one as a client.</summary>
    public CertificateTrust? Trust { get; init; }

    /// <summary>True when a connection has to be proven to be the peer's before it carries a frame.</summary>
    public bool NeedsProof => Secret is not null || Trust is not null;
}
