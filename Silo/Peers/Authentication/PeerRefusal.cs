namespace Aevrion.Silo.Peers.Authentication;

/// <summary>Why a listener does not let a dialler in.</summary>
/// <param name="Code">As it travels, in <c>error</c> of the challenge.</param>
/// <param name="Here">What the listener says of it, about the dialler.</param>
/// <param name="There">What the dialler says of it, about the listener; <c>{0}</c> stands for the listener's region.</param>
internal sealed record PeerRefusal(string Code, string Here, string There)
{
    public static readonly PeerRefusal WrongProof = new(
        "proof-wrong",
        "It does not know the secret. Set the same Secret for each other in both regions.",
        "'{0}' does not accept the proof of the secret. Set the same Aevrion:Peers:<name>:Secret for each other in both regions, and check that the URL is that of '{0}'.");

    public static readonly PeerRefusal SpentNonce = new(
        "nonce-spent",
        "It answered a challenge that had expired, had been answered before, or was not made by this silo.",
        "'{0}' found the challenge expired. Silos have to connect directly, not through a balancer. Trying again.");

    public static readonly PeerRefusal MalformedAnswer = new(
        "answer-malformed", "Its answer to the challenge is malformed.", "'{0}' cannot read the answer to its challenge. Run versions that share a protocol.");

    public static readonly PeerRefusal NoCredential = new(
        "credential-missing",
        "It showed no valid credential. Set Secret for each other in both regions, or certificates, or give it a token of scope peer.",
        "'{0}' wants a credential. Set the same Aevrion:Peers:<name>:Secret for each other in both regions, or Aevrion:Peers:{0}:Token here.");

    public static readonly PeerRefusal NoCertificate = new(
        "certificate-missing",
        "It showed no certificate. Set Aevrion:Tls:Certificate there, and an https URL for this region.",
        "'{0}' wants a certificate. Set Aevrion:Tls:Certificate here.");

    public static readonly PeerRefusal WrongCertificate = new(
        "certificate-wrong",
        "Its certificate is not the one that is expected.",
        "'{0}' does not accept this silo's certificate. Correct its Aevrion:Peers:<name>:Certificate or CertificateAuthority there, or Aevrion:Tls here.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PeerRefusal> All { get; } = [WrongProof, SpentNonce, MalformedAnswer, NoCredential, NoCertificate, WrongCertificate];
}
