using System.Text;
using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Browser.Tests.Browser;

/// <summary>Two regions with a history of events, connected; for tests that leave them so.</summary>
public sealed class ShownRegions : IAsyncLifetime
{
    /// <summary>Events of an hour, a day and a year ago: some in every level of the tree.</summary>
    public const int OldEvents = 120;

    private TwoRegions? _regions;

    internal TestSilo Eu => Regions.Eu;

    internal TestSilo Us => Regions.Us;

    private TwoRegions Regions => _regions ?? throw new InvalidOperationException("The regions have not been started.");

    public async ValueTask InitializeAsync()
    {
        _regions = await (await TwoRegions.CreateAsync()).StartAsync();
        await ImportAsync(Eu.Api);
    }

    public async ValueTask DisposeAsync()
    {
        if (_regions is not null)
            await _regions.DisposeAsync();
    }

    private static async Task ImportAsync(ApiClient api)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        long[] ages = [3_600_000, 86_400_000, 365L * 86_400_000];
        var lines = new StringBuilder();
        for (var number = 0; number < OldEvents; number++)
        {
            var line = new { op = "put", key = $"old:{number % 40:00}", text = $$"""{"number":{{number}}}""", timestamp = now - ages[number % 3] + (number * 100) };
            lines.AppendLine(JsonSerializer.Serialize(line));
        }

        (await api.PostAsync("/v1/batch", lines.ToString())).AssertDone();
    }
}
