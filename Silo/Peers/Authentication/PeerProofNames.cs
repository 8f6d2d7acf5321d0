using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>How ways to prove who one is are called in the API.</summary>
internal static class PeerProofNames
{
    /// <summary>Of a bearer token.</summary>
    public const string Token = "token";

    public static string Of(PeerProof proof) => proof switch
    {
        PeerProof.None => "none",
        PeerProof.Secret => "secret",
        PeerProof.Certificate => "certificate",
        PeerProof.Secret | PeerProof.Certificate => "secret+certificate",
        PeerProof.Token => Token,
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, "Not a way to prove who one is."),
    };
}
