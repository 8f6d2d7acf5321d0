using System.Net;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Grains.Hosting;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Telemetry;
using Aevrion.Storage.Commits;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Configuration;

/// <summary>Reads the section <c>Aevrion</c> of the configuration. docs/configuration.md explains each setting.</summary>
internal sealed class SiloSettingsReader
{
    /// <summary>Where a silo listens that is not told.</summary>
    public const string DefaultUrl = "http://localhost:7400";

    /// <summary>Of a peer: one URL, or several.</summary>
    private const string UrlSetting = "Url";

    private const string AdminTokenSetting = "AdminToken";

    private const int LargestPort = 65_535;

    private static readonly TimeSpan LeastProbeTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostOfAProbeTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastSyncPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeastIdleKeyAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastWatchTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostOfADuration = TimeSpan.FromDays(1);

    private readonly List<string> _mistakes = [];
    private readonly Dictionary<string, PeerCredentials> _credentials = new(StringComparer.Ordinal);
    private readonly SettingsReader _section;

    private readonly IConfiguration _configuration;

    private SiloSettingsReader(IConfiguration configuration)
    {
        _configuration = configuration;
        _section = new SettingsReader(configuration.GetSection(RegionOptions.SectionName), RegionOptions.SectionName, _mistakes);
    }

    /// <summary>Reads and checks all of it.</summary>
    /// <exception cref="SiloConfigurationException">There are mistakes; it names every one.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var reader = new SiloSettingsReader(configuration);
        var settings = reader.ReadAll();
        return reader._mistakes.Count == 0 ? settings : throw new SiloConfigurationException(reader._mistakes);
    }

    private SiloSettings ReadAll()
    {
        var urls = ReadUrls();
        var region = ReadRegion(urls);
        var settings = new SiloSettings
        {
            Region = region,
            Postgres = ReadPostgres(),
            Urls = urls,
            Access = ReadAccess(),
            PeerCredentials = _credentials,
            Tls = TlsSettingsReader.Read(_section.Section(nameof(SiloSettings.Tls))),
            Cluster = ReadCluster(),
            ClockOffsetFile = _section.Text(nameof(SiloSettings.ClockOffsetFile)),
            Telemetry = TelemetrySettingsReader.Read(_section.Section(TelemetrySettingsReader.Section), _configuration),
            Limits = LimitSettingsReader.Read(_section.Section(LimitSettingsReader.Section)),
        };
        _section.RefuseTheRest();
        return settings;
    }

    private RegionOptions ReadRegion(string[] urls)
    {
        var defaults = new RegionOptions();
        var region = new RegionOptions
        {
            Region = ReadName(),
            Granularity = _section.Integer(nameof(RegionOptions.Granularity), defaults.Granularity, 1, TreeShape.MaxGranularityMs),
            BranchingFactor = (int)_section.Integer(
                nameof(RegionOptions.BranchingFactor), defaults.BranchingFactor, 2, TreeShape.MaxBranchingFactor),
            SettleDelay = _section.Duration(nameof(RegionOptions.SettleDelay), defaults.SettleDelay, TimeSpan.Zero, MostOfADuration),
            MaxClockDrift = _section.Duration(nameof(RegionOptions.MaxClockDrift), defaults.MaxClockDrift, TimeSpan.Zero, MostOfADuration),
            IdleKeyAge = _section.Duration(nameof(RegionOptions.IdleKeyAge), defaults.IdleKeyAge, LeastIdleKeyAge, MostOfADuration),
            SyncPeriod = _section.Duration(nameof(RegionOptions.SyncPeriod), defaults.SyncPeriod, LeastSyncPeriod, MostOfADuration),
            WatchRetention = _section.Duration(
                nameof(RegionOptions.WatchRetention), defaults.WatchRetention, CommitLogOptionsValidator.ShortestRetention, CommitLogOptionsValidator.LongestRetention),
            WatchLogBytes = _section.Integer(
                nameof(RegionOptions.WatchLogBytes), defaults.WatchLogBytes, CommitLogOptionsValidator.LeastBytes, CommitLogOptionsValidator.MostBytes),
            WatchKeepAlive = _section.Duration(nameof(RegionOptions.WatchKeepAlive), defaults.WatchKeepAlive, LeastWatchTime, MostOfADuration),
            WatchSlowTimeout = _section.Duration(nameof(RegionOptions.WatchSlowTimeout), defaults.WatchSlowTimeout, LeastWatchTime, MostOfADuration),
        };
        foreach (var (name, section) in _section.Sections(nameof(RegionOptions.Peers)))
            ReadPeer(name, section, region, urls);
        return region;
    }

    private string ReadName()
    {
        var name = _section.Text(nameof(RegionOptions.Region));
        if (name is null)
            _section.Refuse(nameof(RegionOptions.Region), "is missing: the name of the region that this silo belongs to, such as eu.");
        else if (!RegionName.IsValid(name))
            _section.Refuse(nameof(RegionOptions.Region), $"must be {RegionName.Rule}, not '{name}'.");
        return name ?? "";
    }

    private void ReadPeer(string name, SettingsReader section, RegionOptions region, string[] urls)
    {
        var text = section.Text(UrlSetting);
        if (!RegionName.IsValid(name))
            section.Refuse(UrlSetting, $"belongs to a peer whose name is not {RegionName.Rule}.");
        if (name == region.Region)
            section.Refuse(UrlSetting, "makes the region a peer of itself; remove it.");

        var addresses = ListOf(text ?? "");
        if (addresses.Length == 0)
            section.Refuse(UrlSetting, "is missing: the base URL of the peer, such as http://10.0.0.2:7400, or those of several of its silos.");
        else if (addresses.Length > PeerOptions.MaxUrls)
            section.Refuse(UrlSetting, $"has {addresses.Length} URLs; at most {PeerOptions.MaxUrls} can be given.");
        var peer = new PeerOptions
        {
            Urls = [.. addresses.Select(address => ReadPeerUrl(address, section, region, urls)).OfType<Uri>()],
        };
        var credentials = new PeerCredentialsReader(section).Read(name, peer);
        peer.NeedsProof = credentials.NeedsProof;
        PeerLimitsReader.Read(section, peer);
        section.RefuseTheRest();
        region.Peers[name] = peer;
        _credentials[name] = credentials;
    }

    private static Uri? ReadPeerUrl(string text, SettingsReader section, RegionOptions region, string[] urls)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query != "" || url.Fragment != "")
            section.Refuse(UrlSetting, $"must be an absolute http or https URL without a query, not '{text}'.");
        else if (Array.Exists(urls, own => Uri.TryCreate(own, UriKind.Absolute, out var self) && self == url))
            section.Refuse(UrlSetting, $"is where this silo itself listens ({text}).");
        else if (region.Peers.FirstOrDefault(peer => peer.Value.Urls.Contains(url)).Key is { } other)
            section.Refuse(UrlSetting, $"is that of peer '{other}' too ({text}).");
        else
            return url;
        return null;
    }

    private string ReadPostgres()
    {
        var connectionString = _section.Text(nameof(SiloSettings.Postgres)) ?? "";
        foreach (var mistake in RegionStorage.MistakesIn(connectionString))
            _section.Refuse(nameof(SiloSettings.Postgres), $"is wrong. {mistake}");
        return connectionString;
    }

    private static string[] ListOf(string urls) =>
        urls.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string[] ReadUrls()
    {
        var urls = ListOf(_section.Text(nameof(SiloSettings.Urls)) ?? DefaultUrl);
        foreach (var url in urls)
        {
            if (!IsListenUrl(url))
                _section.Refuse(nameof(SiloSettings.Urls), $"must be http or https URLs to listen on, separated by semicolons, such as {DefaultUrl}, not '{url}'.");
        }

        return urls;
    }

    /// <summary>Of the token only its hash goes on.</summary>
    private AccessSettings ReadAccess()
    {
        var token = _section.Text(AdminTokenSetting);
        if (token is { Length: < AccessSettings.LeastTokenLength } || token?.Any(sign => sign is <= ' ' or > '~') == true)
        {
            _section.Refuse(
                AdminTokenSetting,
                $"must have at least {AccessSettings.LeastTokenLength} characters of visible ASCII, without spaces, such as 'openssl rand -base64 32' prints.");
        }

        return new AccessSettings
        {
            AdminTokenHash = token is null ? null : TokenText.HashOf(token),
            AllowAnonymous = _section.Flag(nameof(AccessSettings.AllowAnonymous)),
        };
    }

    private ClusterSettings ReadCluster()
    {
        var section = _section.Section(nameof(SiloSettings.Cluster));
        if (!section.IsGiven)
            return new ClusterSettings();
        if (!GrainEngine.SupportsClusters)
        {
            _section.Refuse(
                nameof(SiloSettings.Cluster),
                "is set, but this silo was built with the embedded grain engine, which is one process a region by design. " +
                "Remove the section, or build with Engine=Orleans.");
            return new ClusterSettings();
        }

        var cluster = new ClusterSettings
        {
            SiloPort = (int)section.Integer(nameof(ClusterSettings.SiloPort), ClusterSettings.DefaultSiloPort, 1, LargestPort),
            GatewayPort = (int)section.Integer(nameof(ClusterSettings.GatewayPort), ClusterSettings.DefaultGatewayPort, 0, LargestPort),
            ProbeTimeout = section.Duration(
                nameof(ClusterSettings.ProbeTimeout), ClusterSettings.DefaultProbeTimeout, LeastProbeTimeout, MostOfAProbeTimeout),
            AdvertisedIP = ReadAddress(section),
        };
        section.RefuseTheRest();
        return cluster;
    }

    private static IPAddress ReadAddress(SettingsReader section)
    {
        if (section.Text(nameof(ClusterSettings.AdvertisedIP)) is not { } text)
            return IPAddress.Loopback;
        if (IPAddress.TryParse(text, out var address))
            return address;
        section.Refuse(nameof(ClusterSettings.AdvertisedIP), $"must be an IP address, not '{text}'.");
        return IPAddress.Loopback;
    }

    private static bool IsListenUrl(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port is >= 0 and <= LargestPort;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            // The second is what the server throws for the beginning of a path to a Unix socket.
            return false;
        }
    }
}
