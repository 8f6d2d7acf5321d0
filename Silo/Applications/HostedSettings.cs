using Aevrion.Grains.Hosting;
using Aevrion.Silo.Configuration;

namespace Aevrion.Silo.Applications;

/// <summary>Puts together what an application's code and its configuration say of the region.</summary>
internal static class HostedSettings
{
    /// <summary>Stands for the addresses of an application that listens on none, or does not say in its configuration.</summary>
    private const string NowhereKnown = "http://127.0.0.1:0";

    /// <summary>What the application decides for the whole process, so that it is no setting of the region.</summary>
    private static readonly Dictionary<string, string> DecidedByApplication = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SiloSettings.Urls)] = "the application says where it listens",
        [nameof(SiloSettings.Cluster)] = "the application configures its silo's clustering itself",
    };

    /// <summary>Reads and checks all of it.</summary>
    /// <exception cref="SiloConfigurationException">There are mistakes; it names every one.</exception>
    public static SiloSettings Read(IConfiguration configuration, AevrionRegionSettings code)
    {
        var ofRegion = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(SettingsOf(code)).Build();
        var section = ofRegion.GetSection(RegionOptions.SectionName);
        var mistakes = DecidedByApplication.Where(decided => section.GetSection(decided.Key).Exists())
            .Select(decided => $"{RegionOptions.SectionName}:{decided.Key} is not for a region in an application's silo: {decided.Value}. Remove it.")
            .ToList();
        if (mistakes.Count > 0)
            throw new SiloConfigurationException(mistakes);
        section[nameof(SiloSettings.Urls)] = configuration[WebHostDefaults.ServerUrlsKey] ?? NowhereKnown;
        return SiloSettingsReader.Read(ofRegion);
    }

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(AevrionRegionSettings code)
    {
        var settings = new Dictionary<string, string?>(code.Others, StringComparer.OrdinalIgnoreCase);
        if (code.Region is not null)
            settings[nameof(RegionOptions.Region)] = code.Region;
        if (code.Postgres is not null)
            settings[nameof(SiloSettings.Postgres)] = code.Postgres;
        foreach (var (peer, urls) in code.Peers)
            settings[$"{nameof(RegionOptions.Peers)}:{peer}:Url"] = urls;
        return settings.Select(setting => KeyValuePair.Create($"{RegionOptions.SectionName}:{setting.Key}", setting.Value));
    }
}
