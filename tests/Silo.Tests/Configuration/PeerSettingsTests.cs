using System.Text;
using Aevrion.Core.Sync.Trust;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Tests.Peers.Certificates;
using Microsoft.Extensions.Configuration;

namespace Aevrion.Silo.Tests.Configuration;

/// <summary>What peers prove to each other, what they may write and how much they may send, as it is configured.</summary>
public sealed class PeerSettingsTests : IDisposable
{
    private const string Secret = "01234567890123456789012345678901";

    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Nothing_has_to_be_proven_and_everything_may_be_written_unless_it_is_said()
    {
        var settings = Read();
        Assert.False(settings.PeerCredentials["us"].NeedsProof);
        Assert.False(settings.Region.Peers["us"].NeedsProof);
        Assert.Null(settings.Region.Peers["us"].MayWrite);
        Assert.Equal(new FloodLimits(), settings.Region.Peers["us"].Flood);
        Assert.Null(settings.Tls);
    }

    [Fact]
    public void A_secret_is_taken_from_the_setting_or_without_white_space_around_it_from_its_file()
    {
        File.WriteAllText(_files.FileOf("secret"), $"  {Secret}\n");
        var read = Read(("Secret", Secret));
        Assert.Equal(Encoding.UTF8.GetBytes(Secret), read.PeerCredentials["us"].Secret);
        Assert.True(read.Region.Peers["us"].NeedsProof);
        Assert.Equal(Encoding.UTF8.GetBytes(Secret), Read(("SecretFile", _files.FileOf("secret"))).PeerCredentials["us"].Secret);
    }

    [Fact]
    public void The_secret_is_not_shown_when_settings_are_printed()
    {
        var settings = Read(("Secret", Secret));
        Assert.DoesNotContain(Secret, $"{settings}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Secret", "too short", "at least 32")]
    [InlineData("SecretFile", "/nowhere/at/all", "cannot be read")]
    [InlineData("Certificate", "abc", "SHA-256")]
    [InlineData("Certificate", "zz3456789012345678901234567890123456789012345678901234567890abcd", "SHA-256")]
    [InlineData("CertificateAuthority", "/nowhere/at/all", "cannot be read")]
    [InlineData("MaxFramesPerSecond", "0", "whole number")]
    [InlineData("Secrets", Secret, "not a setting")]
    public void A_mistake_is_named_and_never_with_the_secret(string setting, string value, string words)
    {
        var mistakes = MistakesIn((setting, value));
        Assert.Contains(mistakes, mistake => mistake.StartsWith($"Aevrion:Peers:us:{setting} ", StringComparison.Ordinal) && mistake.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(mistakes, mistake => setting.StartsWith("Secret", StringComparison.Ordinal) && mistake.Contains("too short", StringComparison.Ordinal));
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Assert.Contains("Remove one", Assert.Single(MistakesIn(("Secret", Secret), ("SecretFile", SecretFile()))), StringComparison.Ordinal);
        Assert.Contains("suffices", Assert.Single(MistakesIn(("Secret", Secret), ("Token", "aev_x"))), StringComparison.Ordinal);
        Assert.Contains("https", Assert.Single(MistakesIn(("Certificate", new string('a', 64)))), StringComparison.Ordinal);
        Assert.Contains("at most 256", Assert.Single(MistakesIn(("MayWrite", string.Join(',', Enumerable.Range(0, 257))))), StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Single(MistakesIn(("MayWrite", new string('a', 5_000)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Pins_are_digests_with_or_without_colons()
    {
        var certificate = _files.Make("us");
        var digest = CertificateFiles.DigestOf(certificate);
        var colons = string.Join(':', digest.Chunk(2).Select(two => new string(two)));
        var trust = Read(("Url", "https://us.example"), ("Certificate", $"{new string('0', 64)}, {colons.ToUpperInvariant()}")).PeerCredentials["us"].Trust;
        Assert.Null(trust!.Refuse(certificate, [], "1.3.6.1.5.5.7.3.2", CertificateFiles.Now));
    }

    [Theory]
    [InlineData("user/, of%20us%2C", new[] { "user/", "of us," })]
    [InlineData("", new string[0])]
    public void Prefixes_are_percent_encoded_and_an_empty_list_permits_nothing(string value, string[] prefixes) =>
        Assert.Equal(prefixes, Read(("MayWrite", value)).Region.Peers["us"].MayWrite!.Prefixes);

    [Fact]
    public void The_silos_own_certificate_is_read_with_its_key_and_refused_without()
    {
        _files.Make("eu");
        var configuration = Settings();
        configuration["Aevrion:Tls:Certificate"] = _files.FileOf("eu");
        Assert.Contains("Aevrion:Tls:Certificate cannot be used", Assert.Single(MistakesIn(configuration)), StringComparison.Ordinal);
        configuration["Aevrion:Tls:Key"] = _files.KeyFileOf("eu");
        Assert.True(SiloSettingsReader.Read(Build(configuration)).Tls!.Certificate.HasPrivateKey);
        configuration["Aevrion:Tls:Certificate"] = null;
        Assert.Contains("is missing", Assert.Single(MistakesIn(configuration)), StringComparison.Ordinal);
    }

    private string SecretFile()
    {
        File.WriteAllText(_files.FileOf("secret"), Secret);
        return _files.FileOf("secret");
    }

    private static SiloSettings Read(params (string Name, string Value)[] settings) => SiloSettingsReader.Read(Build(Settings(settings)));

    private static IReadOnlyList<string> MistakesIn(params (string Name, string Value)[] settings) => MistakesIn(Settings(settings));

    private static IReadOnlyList<string> MistakesIn(Dictionary<string, string?> settings) =>
        Assert.Throws<SiloConfigurationException>(() => SiloSettingsReader.Read(Build(settings))).Mistakes;

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Aevrion:Region"] = "eu",
            ["Aevrion:Postgres"] = "Host=localhost;Database=aevrion_eu",
            ["Aevrion:Peers:us:Url"] = "http://us.example",
        };
        foreach (var (name, value) in settings)
            all[$"Aevrion:Peers:us:{name}"] = value;
        return all;
    }

    private static IConfigurationRoot Build(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
