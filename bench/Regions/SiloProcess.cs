using Aevrion.Silo.Hosting;

namespace Aevrion.Bench.Regions;

/// <summary>A silo as a process of its own, as a user would run it.</summary>
internal sealed class SiloProcess : ServerProcess
{
    private const string Health = "readyz";
    private const string UrlsSetting = "Urls";

    private SiloProcess(int port, IEnumerable<(string Name, string Value)> settings)
        : base(port, [typeof(RegionBuilder).Assembly.Location], settings.Select(setting => ($"Aevrion__{setting.Name}", setting.Value)))
    {
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="readyWithin">How long that may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="settings">Settings besides, as <c>("SyncPeriod", "00:00:10")</c> or <c>("Peers__us__Url", "…")</c>.</param>
    /// <exception cref="InvalidDataException">It ended, or was not ready in time; the message has what it said last.</exception>
    public static async Task<SiloProcess> StartAsync(
        string connectionString, TimeSpan readyWithin, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var port = settings.FirstOrDefault(setting => setting.Name == UrlsSetting).Value is { } url ? new Uri(url).Port : FreePort();
        var silo = new SiloProcess(
            port, [("Region", BenchRegion.Name), ("Postgres", connectionString), (UrlsSetting, $"http://127.0.0.1:{port}"), .. settings]);
        try
        {
            await silo.AwaitReadyAsync(Health, readyWithin, cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }
}
