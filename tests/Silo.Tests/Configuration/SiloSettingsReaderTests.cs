using Aevrion.Silo.Configuration;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Limits;
using Microsoft.Extensions.Configuration;

namespace Aevrion.Silo.Tests.Configuration;

/// <summary>The section Aevrion is read strictly, and every mistake in it is named.</summary>
public sealed class SiloSettingsReaderTests
{
    private static readonly Dictionary<string, string?> Sufficient = new()
    {
        ["Aevrion:Region"] = "eu",
        ["Aevrion:Postgres"] = "Host=localhost;Database=aevrion_eu",
    };

    [Fact]
    public void A_name_and_a_database_suffice()
    {
        var settings = Read();
        Assert.Equal("eu", settings.Region.Region);
        Assert.Equal([SiloSettingsReader.DefaultUrl], settings.Urls);
        Assert.Equal(60_000, settings.Region.Granularity);
        Assert.Equal(32, settings.Region.BranchingFactor);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Region.SettleDelay);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Region.MaxClockDrift);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Region.SyncPeriod);
        Assert.Equal(TimeSpan.FromMinutes(15), settings.Region.IdleKeyAge);
        Assert.Equal((TimeSpan.FromHours(24), 4L * 1024 * 1024 * 1024), (settings.Region.WatchRetention, settings.Region.WatchLogBytes));
        Assert.Empty(settings.Region.Peers);
    }

    [Fact]
    public void Every_setting_is_read_as_it_is_written()
    {
        var settings = Read(
            ("Urls", "http://127.0.0.1:7400;https://[::1]:7443"), ("Peers:us:Url", "http://10.0.0.2:7400"), ("Peers:ap-1:Url", "https://ap.example/base, https://ap2.example"),
            ("Granularity", "1000"), ("BranchingFactor", "16"), ("SettleDelay", "00:00:00.5"), ("MaxClockDrift", "00:00:10"), ("SyncPeriod", "00:00:00.1"),
            ("IdleKeyAge", "01:00:00"), ("WatchRetention", "2.00:00:00"), ("WatchLogBytes", "1048576"), ("WatchKeepAlive", "00:00:05"), ("WatchSlowTimeout", "00:00:10"));
        Assert.Equal(["http://127.0.0.1:7400", "https://[::1]:7443"], settings.Urls);
        Assert.Equal([new Uri("http://10.0.0.2:7400")], settings.Region.Peers["us"].Urls);
        Assert.Equal([new Uri("https://ap.example/base"), new Uri("https://ap2.example")], settings.Region.Peers["ap-1"].Urls);
        Assert.Equal((1000, 16), (settings.Region.Granularity, settings.Region.BranchingFactor));
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.Region.SettleDelay);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Region.MaxClockDrift);
        Assert.Equal(TimeSpan.FromMilliseconds(100), settings.Region.SyncPeriod);
        Assert.Equal(TimeSpan.FromHours(1), settings.Region.IdleKeyAge);
        Assert.Equal((TimeSpan.FromDays(2), 1_048_576), (settings.Region.WatchRetention, settings.Region.WatchLogBytes));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)), (settings.Region.WatchKeepAlive, settings.Region.WatchSlowTimeout));
    }

    [Fact]
    public void Limits_are_read_and_checked_like_the_rest()
    {
        Assert.Equal(new LimitSettings(), Read().Limits);
        var limits = Read(
            ("Limits:Connections", "10"), ("Limits:ConnectionsPerAddress", "0"), ("Limits:ConcurrentRequests", "5"), ("Limits:RequestsPerSecondPerClient", "7"),
            ("Limits:BodyBytes", "67108864"), ("Limits:BodyTimeout", "00:00:05")).Limits;
        Assert.Equal((10, 0, 5, 7), (limits.Connections, limits.ConnectionsPerAddress, limits.ConcurrentRequests, limits.RequestsPerSecondPerClient));
        Assert.Equal((67_108_864, TimeSpan.FromSeconds(5)), (limits.BodyBytes, limits.BodyTimeout));
        var mistakes = MistakesIn(new Dictionary<string, string?>(Sufficient)
        {
            ["Aevrion:Limits:Connections"] = "0",
            ["Aevrion:Limits:BodyBytes"] = "1",
            ["Aevrion:Limits:Conections"] = "1",
        });
        Assert.Equal(3, mistakes.Count);
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var mistakes = MistakesIn(new Dictionary<string, string?>
        {
            ["Aevrion:Region"] = "EU",
            ["Aevrion:Granularity"] = "0",
            ["Aevrion:Peers:us:Url"] = "us",
            ["Aevrion:Grnularity"] = "1",
        });
        Assert.Collection(
            mistakes.Order(StringComparer.Ordinal),
            mistake => Assert.StartsWith("Aevrion:Granularity must be", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Aevrion:Grnularity is not a setting", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Aevrion:Peers:us:Url must be", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Aevrion:Postgres is wrong", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Aevrion:Region must be", mistake, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Region", "")]
    [InlineData("Region", "1eu")]
    [InlineData("Region", "eu west")]
    [InlineData("Region", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Postgres", "Host=localhost")]
    [InlineData("Postgres", "Hst=localhost;Database=x")]
    [InlineData("Urls", "localhost:7400")]
    [InlineData("Urls", "ftp://localhost:7400")]
    [InlineData("Urls", "http://localhost:7400/base")]
    [InlineData("Urls", "http://localhost:70000")]
    [InlineData("Granularity", "86400001")]
    [InlineData("Granularity", "00:01:00")]
    [InlineData("BranchingFactor", "1")]
    [InlineData("BranchingFactor", "1025")]
    [InlineData("SettleDelay", "-00:00:01")]
    [InlineData("MaxClockDrift", "60")]
    [InlineData("SyncPeriod", "00:00:00.0999")]
    [InlineData("SyncPeriod", "soon")]
    [InlineData("IdleKeyAge", "00:00:00.5")]
    [InlineData("Peers:us:Url", "")]
    [InlineData("Peers:us:Url", "10.0.0.2:7400")]
    [InlineData("Peers:us:Url", "ws://10.0.0.2:7400")]
    [InlineData("Peers:us:Url", "http://10.0.0.2:7400?x=1")]
    [InlineData("Peers:us:Url", "http://localhost:7400")]
    [InlineData("Peers:us:Uri", "http://10.0.0.2:7400")]
    [InlineData("Peers:US:Url", "http://10.0.0.2:7400")]
    [InlineData("Peers:eu:Url", "http://10.0.0.2:7400")]
    [InlineData("Peers", "http://10.0.0.2:7400")]
    [InlineData("Sync:Period", "00:01:00")]
    public void A_setting_that_cannot_be_meant_is_refused_by_name(string name, string value)
    {
        var mistakes = MistakesIn(With((name, value)));
        Assert.Contains(mistakes, mistake => mistake.StartsWith($"Aevrion:{name.Split(':')[0]}", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_peers_at_one_address_are_refused() =>
        Assert.Contains("peer", Assert.Single(MistakesIn(With(("Peers:us:Url", "http://a:1"), ("Peers:ap:Url", "http://a:1/")))), StringComparison.Ordinal);

    [Fact]
    public void The_embedded_engine_refuses_to_join_a_cluster()
    {
        Assert.SkipWhen(GrainEngine.SupportsClusters, "This build can join clusters.");
        Assert.Contains("embedded", Assert.Single(MistakesIn(With(("Cluster:SiloPort", "11111")))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_orleans_engine_reads_its_ports()
    {
        Assert.SkipUnless(GrainEngine.SupportsClusters, "This build is one process by design.");
        var cluster = Read(("Cluster:SiloPort", "11200"), ("Cluster:GatewayPort", "0"), ("Cluster:AdvertisedIP", "10.0.0.1")).Cluster;
        Assert.Equal((11_200, 0, "10.0.0.1"), (cluster.SiloPort, cluster.GatewayPort, cluster.AdvertisedIP.ToString()));
        Assert.Equal(2, MistakesIn(With(("Cluster:SiloPort", "0"), ("Cluster:Port", "1"))).Count);
    }

    private static Dictionary<string, string?> With(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Sufficient);
        foreach (var (name, value) in settings)
            all[$"Aevrion:{name}"] = value;
        return all;
    }

    private static SiloSettings Read(params (string Name, string Value)[] settings) => SiloSettingsReader.Read(Configuration(With(settings)));

    private static IReadOnlyList<string> MistakesIn(Dictionary<string, string?> settings) =>
        Assert.Throws<SiloConfigurationException>(() => SiloSettingsReader.Read(Configuration(settings))).Mistakes;

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
