using System.Security.Cryptography.X509Certificates;
using Aevrion.Silo.Peers.Certificates;

namespace Aevrion.Silo.Tests.Peers.Certificates;

/// <summary>Which certificates are a peer's.</summary>
public sealed class CertificateTrustTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    [Fact]
    public void A_pinned_certificate_is_the_peers_whatever_its_dates_and_names_and_no_other_is()
    {
        var old = _files.Make("old", host: "elsewhere.example", until: CertificateFiles.Now.AddDays(-1));
        var trust = new CertificateTrust([Convert.FromHexString(CertificateFiles.DigestOf(old))], [], ["us"]);
        Assert.Null(Refusal(trust, old));
        Assert.Contains("pinned", Refusal(trust, _files.Make("us")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pinned_key_is_the_peers_in_any_certificate()
    {
        var certificate = _files.Make("us");
        var trust = new CertificateTrust([new byte[32], Convert.FromHexString(CertificateFiles.KeyDigestOf(certificate))], [], ["us"]);
        Assert.Null(Refusal(trust, certificate));
    }

    [Theory]
    [InlineData("of the authority", null)]
    [InlineData("for a host of the peer", null)]
    [InlineData("for another region", "names")]
    [InlineData("of another authority of the same name", "not accepted")]
    [InlineData("of itself", "not accepted")]
    [InlineData("expired", "not accepted")]
    [InlineData("for servers", "not accepted")]
    [InlineData("for clients", null)]
    public void A_certificate_of_an_authority_is_the_peers_when_it_is_for_it_in_its_time_and_for_this_use(string what, string? refusal)
    {
        var authority = _files.Authority("authority");
        var certificate = what switch
        {
            "for a host of the peer" => _files.Make("x", authority, host: "us.example"),
            "for another region" => _files.Make("ap", authority),
            "of another authority of the same name" => _files.Make("us", _files.Authority("authority")),
            "of itself" => _files.Make("us"),
            "expired" => _files.Make("us", authority, until: CertificateFiles.Now.AddDays(-1)),
            "for servers" => _files.Make("us", authority, usage: CertificateTrust.ServerUsage),
            "for clients" => _files.Make("us", authority, usage: CertificateTrust.ClientUsage),
            _ => _files.Make("us", authority),
        };
        using var root = X509CertificateLoader.LoadCertificate(authority.RawData);
        var found = Refusal(new CertificateTrust([], [root], ["us", "us.example"]), certificate);
        if (refusal is null)
            Assert.Null(found);
        else
            Assert.Contains(refusal, found, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static string? Refusal(CertificateTrust trust, X509Certificate2 certificate) =>
        trust.Refuse(certificate, [], CertificateTrust.ClientUsage, CertificateFiles.Now);
}
