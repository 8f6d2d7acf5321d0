using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aevrion.Grains.Hosting;
using Aevrion.Silo.Peers.Certificates;

namespace Aevrion.Silo.Configuration;

/// <summary>Reads what a peer and this region prove to each other: the secrets and certificates of <c>Peers:&lt;name&gt;</c>.</summary>
internal sealed class PeerCredentialsReader(SettingsReader section)
{
    private const string SecretSetting = "Secret";
    private const string SecretFileSetting = "SecretFile";
    private const string TokenSetting = "Token";
    private const string PinsSetting = "Certificate";
    private const string AuthoritySetting = "CertificateAuthority";

    /// <summary>Reads them, and takes note of mistakes in the section.</summary>
    /// <param name="name">The peer's region.</param>
    /// <param name="peer">The peer.</param>
    public PeerCredentials Read(string name, PeerOptions peer)
    {
        var secret = ReadSecret();
        var token = section.Text(TokenSetting);
        if (secret is not null && token is not null)
            section.Refuse(TokenSetting, "is given beside a secret; one of them suffices. Remove the other.");
        return new PeerCredentials { Secret = secret, Token = token, Trust = ReadTrust(name, peer) };
    }

    private byte[]? ReadSecret()
    {
        var secret = section.Text(SecretSetting);
        var setting = SecretSetting;
        if (section.Text(SecretFileSetting) is { } file)
        {
            if (secret is not null)
                section.Refuse(SecretFileSetting, "is given beside Secret. Remove one of them.");
            setting = SecretFileSetting;
            secret = ReadFile(SecretFileSetting, file, PeerCredentials.MaxSecretFileBytes)?.Trim();
            if (secret is null)
                return null;
        }

        if (secret is null || secret.Length >= PeerCredentials.MinSecretLength)
            return secret is null ? null : Encoding.UTF8.GetBytes(secret);
        section.Refuse(setting, $"must have at least {PeerCredentials.MinSecretLength} characters, such as those of `openssl rand -base64 32`.");
        return null;
    }

    private CertificateTrust? ReadTrust(string name, PeerOptions peer)
    {
        var pins = ReadPins();
        var authorities = ReadAuthorities();
        if (pins.Count == 0 && authorities.Count == 0)
            return null;
        if (peer.Urls.Any(url => url.Scheme != Uri.UriSchemeHttps))
            section.Refuse("Url", "must be https: the peer is to show a certificate.");
        return new CertificateTrust(pins, authorities, [name, .. peer.Urls.Select(url => url.IdnHost).Distinct()]);
    }

    private List<byte[]> ReadPins()
    {
        var pins = new List<byte[]>();
        foreach (var text in (section.Text(PinsSetting) ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var digits = text.Replace(":", "", StringComparison.Ordinal);
            if (digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit))
                pins.Add(Convert.FromHexString(digits));
            else
                section.Refuse(PinsSetting, $"must be SHA-256 digests of certificates or public keys, 64 hexadecimal digits each, not '{text}'.");
        }

        return pins;
    }

    private X509Certificate2Collection ReadAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        if (section.Text(AuthoritySetting) is not { } file)
            return authorities;
        try
        {
            authorities.ImportFromPemFile(file);
            if (authorities.Count == 0)
                section.Refuse(AuthoritySetting, $"names a file without a certificate in PEM ({file}).");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            section.Refuse(AuthoritySetting, $"cannot be read: {failure.Message}");
        }

        return authorities;
    }

    private string? ReadFile(string setting, string file, int maxBytes)
    {
        try
        {
            if (new FileInfo(file).Length <= maxBytes)
                return File.ReadAllText(file);
            section.Refuse(setting, $"names a file of more than {maxBytes} bytes ({file}).");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            section.Refuse(setting, $"cannot be read: {failure.Message}");
        }

        return null;
    }
}
