using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aevrion.Silo.Tests.Peers.Certificates;

/// <summary>Certificates made for a test, with their files in PEM.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-certificates-").FullName;
    private readonly List<X509Certificate2> _made = [];

    public static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public static string DigestOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    public static string KeyDigestOf(X509Certificate2 certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public string FileOf(string name) => Path.Combine(_folder, $"{name}.pem");

    public string KeyFileOf(string name) => Path.Combine(_folder, $"{name}.key");

    /// <summary>An authority.</summary>
    public X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return Keep(name, request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10)), key);
    }

    /// <summary>A certificate for names and addresses.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="issuer">Who signs it; null for itself.</param>
    /// <param name="host">The DNS name that it is for.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="usage">What it is for; null for everything.</param>
    public X509Certificate2 Make(string name, X509Certificate2? issuer = null, string? host = null, DateTimeOffset? until = null, string? usage = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host ?? name);
        request.CertificateExtensions.Add(names.Build());
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var end = until ?? Now.AddDays(5);
        if (issuer is null)
            return Keep(name, request.CreateSelfSigned(Now.AddDays(-5), end), key);
        using var signed = request.Create(issuer, Now.AddDays(-5), end, RandomNumberGenerator.GetBytes(8));
        return Keep(name, signed.CopyWithPrivateKey(key), key);
    }

    public void Dispose()
    {
        _made.ForEach(certificate => certificate.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 Keep(string name, X509Certificate2 certificate, ECDsa key)
    {
        _made.Add(certificate);
        File.WriteAllText(FileOf(name), certificate.ExportCertificatePem());
        File.WriteAllText(KeyFileOf(name), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
