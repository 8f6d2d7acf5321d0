using Aevrion.Client;

namespace Aevrion.Chaos.Workload;

/// <summary>How clients of a run are set up: impatient, and without a second try, so that what is recorded is what one request did.</summary>
internal static class RegionClients
{
    public static AevrionClient Create(string url) => new(new AevrionClientOptions
    {
        Urls = { url },
        ConnectTimeout = TimeSpan.FromSeconds(2),
        AttemptTimeout = TimeSpan.FromSeconds(8),
        MaxPasses = 1,
    });

    /// <summary>For questions after the faults: patient.</summary>
    public static AevrionClient CreatePatient(string url) => new(url);
}
