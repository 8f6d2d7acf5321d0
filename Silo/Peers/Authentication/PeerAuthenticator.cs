using System.Security.Cryptography;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Peers.Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>
/// Decides at the HTTP upgrade whether a dialler is let in, before there is a WebSocket: it proves to be the peer that it says it is, in
/// every way that is configured for that peer. Safe for concurrent use.
/// </summary>
internal sealed class PeerAuthenticator(SiloSettings settings, TimeProvider time)
{
    // What a proof is compared with where there is no secret: a peer that does not exist looks like one with another secret.
    private readonly byte[] _noSecret = RandomNumberGenerator.GetBytes(SecretProof.Bytes);
    private readonly ChallengeNonces _nonces = new(time);

    /// <summary>A challenge for a dialler that is to try again.</summary>
    public byte[] NewChallenge() => _nonces.Issue();

    /// <summary>Judges an upgrade request.</summary>
    public PeerVerdict Judge(HttpContext context)
    {
        var authorization = context.Request.Headers[HeaderNames.Authorization];
        var answer = PeerHeaders.ParametersOf(authorization.Count == 1 ? authorization.ToString() : null);
        var region = answer?.GetValueOrDefault("region") ?? context.Request.Headers[PeerHeaders.Region].ToString();
        var isKnown = settings.PeerCredentials.TryGetValue(region, out var credentials);
        var claimed = isKnown ? region : null;

        // Who does not say who it is introduces itself later; it is let in that far if there is a peer that has nothing to prove.
        var isOpen = isKnown || settings.PeerCredentials.Count == 0 || settings.PeerCredentials.Values.Any(peer => !peer.NeedsProof);
        if (credentials?.Secret is not null || (answer is not null && !isOpen))
            return JudgeAnswer(context, region, claimed, credentials, answer);
        if (credentials is { Trust: not null })
            return JudgeCertificate(context, region, credentials) ?? Admit(context, region, PeerProof.Certificate);
        return isOpen ? new PeerVerdict { Claimed = claimed, IsUndecided = true } : PeerVerdict.Refuse(claimed, PeerRefusal.NoCredential);
    }

    private PeerVerdict JudgeAnswer(
        HttpContext context, string region, string? claimed, PeerCredentials? credentials, Dictionary<string, string>? answer)
    {
        if (answer is null)
            return PeerVerdict.Refuse(claimed, PeerRefusal.NoCredential);
        if (!answer.ContainsKey("proof"))
            return PeerVerdict.Refuse(claimed, refusal: null);
        if (PeerHeaders.BytesOf(answer, "nonce", ChallengeNonces.Bytes) is not { } nonce
            || PeerHeaders.BytesOf(answer, "cnonce", SecretProof.DiallerNonceBytes) is not { } diallerNonce
            || PeerHeaders.BytesOf(answer, "proof", SecretProof.Bytes) is not { } proof)
            return PeerVerdict.Refuse(claimed, PeerRefusal.MalformedAnswer);
        if (!_nonces.IsGood(nonce))
            return PeerVerdict.Refuse(claimed, PeerRefusal.SpentNonce);

        var about = new ProofContext(region, settings.Region.Region, nonce, diallerNonce, OwnCertificate(context));
        var expected = SecretProof.OfDialler(credentials?.Secret ?? _noSecret, about);
        if (!CryptographicOperations.FixedTimeEquals(proof, expected) || credentials?.Secret is not { } secret)
            return PeerVerdict.Refuse(claimed, PeerRefusal.WrongProof);
        if (!_nonces.TrySpend(nonce))
            return PeerVerdict.Refuse(claimed, PeerRefusal.SpentNonce);
        return JudgeCertificate(context, region, credentials) ?? Admit(
            context, region, credentials.Trust is null ? PeerProof.Secret : PeerProof.Secret | PeerProof.Certificate)
            with { Proof = SecretProof.OfListener(secret, about) };
    }

    private PeerVerdict? JudgeCertificate(HttpContext context, string region, PeerCredentials credentials)
    {
        if (credentials.Trust is not { } trust)
            return null;
        if (context.Connection.ClientCertificate is not { } certificate)
            return PeerVerdict.Refuse(region, PeerRefusal.NoCertificate);
        return trust.Refuse(certificate, [], CertificateTrust.ClientUsage, time.GetUtcNow()) is { } reason
            ? PeerVerdict.Refuse(region, PeerRefusal.WrongCertificate, reason)
            : null;
    }

    private static PeerVerdict Admit(HttpContext context, string region, PeerProof proof) => new()
    {
        Claimed = region,
        Identity = new PeerIdentity(region, proof, AddressOf(context)),
    };

    /// <summary>Where the other end of a request is, without its port.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    private static byte[] OwnCertificate(HttpContext context) =>
        context.Features.Get<ISslStreamFeature>()?.SslStream.LocalCertificate is { } certificate
            ? SHA256.HashData(certificate.GetRawCertData())
            : [];
}
