using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>How the other end of a connection proved who it is.</summary>
[Flags]
[GenerateSerializer]
[Alias("aevrion.peer-proof")]
public enum PeerProof
{
    /// <summary>It did not: its word was taken for it.</summary>
    None = 0,

    /// <summary>It knows the secret that both regions share.</summary>
    Secret = 1,

    /// <summary>It holds the key of a certificate that this region accepts from it.</summary>
    Certificate = 2,

    /// <summary>It holds a bearer token for peers, which does not say which region it is.</summary>
    Token = 4,
}
