using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aevrion.Silo.Peers.Certificates;

/// <summary>
/// Which certificates are a peer's: those that are pinned, and nothing else is asked of them; or those that an authority of the peer's
/// has signed for one of its names, and whose time it is.
/// </summary>
/// <param name="pins">SHA-256 digests of certificates or of their public keys (SubjectPublicKeyInfo).</param>
/// <param name="authorities">Roots that are trusted, and what may stand between them and a certificate.</param>
/// <param name="names">Names that a certificate of an authority may be for: the peer's region and the hosts of its URLs.</param>
internal sealed class CertificateTrust(IReadOnlyList<byte[]> pins, X509Certificate2Collection authorities, IReadOnlyList<string> names)
{
    /// <summary>As TLS extended key usage: a server.</summary>
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    /// <summary>As TLS extended key usage: a client.</summary>
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>Judges a certificate whose holder has proved in the TLS handshake that it has the key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="others">What came along with it.</param>
    /// <param name="usage">What it is used as.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when it is the peer's; otherwise why it is not.</returns>
    public string? Refuse(X509Certificate2 certificate, IEnumerable<X509Certificate2> others, string usage, DateTimeOffset now)
    {
        if (IsPinned(certificate))
            return null;
        if (authorities.Count == 0)
            return $"the certificate is none of those that are pinned (its SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))})";
        if (!names.Any(name => IsFor(certificate, name)))
            return $"the certificate is for none of the names {string.Join(", ", names)}";

        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(authorities);
        foreach (var other in others)
            policy.ExtraStore.Add(other);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = now.UtcDateTime;
        policy.ApplicationPolicy.Add(new Oid(usage));
        if (chain.Build(certificate))
            return null;
        var faults = chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Where(text => text.Length > 0).Distinct();
        return $"the certificate is not accepted: {string.Join(" ", faults)}";
    }

    private bool IsPinned(X509Certificate2 certificate)
    {
        var whole = SHA256.HashData(certificate.RawData);
        var key = SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        return pins.Any(pin => CryptographicOperations.FixedTimeEquals(pin, whole) || CryptographicOperations.FixedTimeEquals(pin, key));
    }

    private static bool IsFor(X509Certificate2 certificate, string name) =>
        certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: true);
}
