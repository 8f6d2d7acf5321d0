using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aevrion.Silo.Configuration;

/// <summary>Reads the section <c>Tls</c>: files in PEM, a certificate (what stands between it and its root may follow) and its key.</summary>
internal static class TlsSettingsReader
{
    private const string CertificateSetting = "Certificate";
    private const string KeySetting = "Key";

    /// <summary>Reads it; null when nothing is given or there are mistakes.</summary>
    public static TlsSettings? Read(SettingsReader section)
    {
        var certificate = section.Text(CertificateSetting);
        var key = section.Text(KeySetting);
        section.RefuseTheRest();
        if (certificate is null && key is null)
            return null;
        if (certificate is null)
            section.Refuse(CertificateSetting, "is missing: the file of the certificate, in PEM, that the key is for.");
        else if (key is null && !File.Exists(certificate))
            section.Refuse(CertificateSetting, $"names a file that is not there ({certificate}).");
        else
            return Load(section, certificate, key);
        return null;
    }

    private static TlsSettings? Load(SettingsReader section, string file, string? key)
    {
        try
        {
            // Without a key of its own the file holds both.
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            var own = X509Certificate2.CreateFromPemFile(file, key);
            chain.RemoveAt(0);
            return new TlsSettings(own, chain);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Refuse(CertificateSetting, $"cannot be used: {failure.Message}");
            return null;
        }
    }
}
