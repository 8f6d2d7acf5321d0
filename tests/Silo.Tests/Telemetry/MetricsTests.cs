using System.Globalization;
using System.Text.RegularExpressions;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary><c>/metrics</c> of running silos.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task The_figures_of_writes_reads_and_pushes_are_told_and_are_this_silos_alone()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        for (var i = 0; i < 3; i++)
            (await regions.Eu.Api.PutAsync($"/v1/kv/m{i}", "v")).AssertDone();
        (await regions.Eu.Api.GetAsync("/v1/kv/m0")).AssertDone();
        await Eventually.HoldsAsync(async () => (await FigureAsync(regions.Us, "aevrion_peer_received_total", "aevrion_peer=\"eu\"")) == 3, "us tells what it received");

        Assert.Equal(3, await FigureAsync(regions.Eu, "http_server_request_duration_seconds_count", "http_request_method=\"PUT\"", "http_route=\"/v1/kv/{key}\"", "status_code=\"200\""));
        Assert.Equal(1, await FigureAsync(regions.Eu, "http_server_request_duration_seconds_count", "http_request_method=\"GET\"", "http_route=\"/v1/kv/{key}\""));
        Assert.Equal(3, await FigureAsync(regions.Eu, "aevrion_storage_commit_events_total", "aevrion_source=\"client\""));
        Assert.Equal(3, await FigureAsync(regions.Us, "aevrion_storage_commit_events_total", "aevrion_source=\"peer\""));
        Assert.Equal(1, await FigureAsync(regions.Eu, "aevrion_peer_state", "aevrion_peer=\"us\"", "aevrion_peer_state=\"connected\""));
        Assert.Equal(1, await FigureAsync(regions.Eu, "aevrion_region_ready", "aevrion_region=\"eu\""));
        await Eventually.HoldsAsync(async () => await FigureAsync(regions.Eu, "aevrion_peer_push_events_total") == 3, "eu tells what was acknowledged");
        await Eventually.HoldsAsync(async () => await FigureAsync(regions.Eu, "aevrion_storage_database_size_bytes") > 0, "eu tells how large its database is");
        Assert.DoesNotContain("aevrion_region=\"us\"", (await regions.Eu.Api.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchanges_are_counted_and_drift_is_told_until_it_is_repaired()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        (await regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();
        await Eventually.HoldsAsync(
            async () => await FigureAsync(regions.Eu, "aevrion_sync_duration_seconds_count", "aevrion_sync_outcome=\"equal\"") >= 1, "the exchange is counted");
        await Eventually.HoldsAsync(async () => await FigureAsync(regions.Eu, "aevrion_sync_drift", "aevrion_peer=\"us\"") == 0, "the peer is equal");
        Assert.True(await FigureAsync(regions.Eu, "aevrion_sync_io_bytes_total", "network_io_direction=\"transmit\"") > 0);
    }

    [Fact]
    public async Task Both_text_formats_are_well_formed_and_the_one_asked_for()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var eu = await regions.Eu.StartReadyAsync();
        (await eu.Api.PutAsync("/v1/kv/a", "v")).AssertDone();

        var text = await eu.Api.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", text.Header("Content-Type"));
        AssertWellFormed(text.Text, isOpenMetrics: false);
        Assert.Contains("# TYPE aevrion_storage_commit_events_total counter\n", text.Text, StringComparison.Ordinal);

        var open = await eu.Api.GetAsync("/metrics", ("Accept", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"));
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", open.Header("Content-Type"));
        AssertWellFormed(open.Text, isOpenMetrics: true);
        Assert.Contains("# TYPE aevrion_storage_commit_events counter\n", open.Text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", open.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_the_runtime_are_told_and_others_can_be_chosen()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.Eu.StartReadyAsync();
        await regions.Us.With("Telemetry:Meters", ";").StartReadyAsync();

        Assert.Contains("\ndotnet_gc_collections_total{", (await regions.Eu.Api.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\ndotnet_gc_collections_total{", (await regions.Us.Api.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    /// <summary>The sum of the figures of one name whose labels have all these in them; null when there is none.</summary>
    internal static async Task<double?> FigureAsync(TestSilo silo, string name, params string[] labels)
    {
        var lines = (await silo.Api.GetAsync("/metrics")).AssertDone().Text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Where(line => Array.TrueForAll(labels, label => line.Contains(label, StringComparison.Ordinal)))
            .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToList();
        return lines.Count == 0 ? null : lines.Sum();
    }

    private static void AssertWellFormed(string text, bool isOpenMetrics)
    {
        var families = new HashSet<string>(StringComparer.Ordinal);
        var series = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Assert.True(families.Add(line.Split(' ')[2]), $"Told twice: {line}");
            if (line.StartsWith('#'))
                continue;
            var match = Line().Match(line);
            Assert.True(match.Success, $"Not a figure: {line}");
            Assert.True(series.Add(match.Groups["series"].Value), $"Told twice: {line}");
            var name = match.Groups["name"].Value;
            Assert.True(families.Any(family => IsOf(name, family, isOpenMetrics)), $"Of no family: {line}");
        }
    }

    private static bool IsOf(string name, string family, bool isOpenMetrics) =>
        name == family || ((string[])["_bucket", "_sum", "_count", .. isOpenMetrics ? (string[])["_total", "_info"] : []]).Any(suffix => name == family + suffix);

    [GeneratedRegex("""^(?<series>(?<name>[a-zA-Z_][a-zA-Z0-9_]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\"n])*",?)*\})?) (-?[0-9.]+(E[+-]?[0-9]+)?|\+Inf|-Inf|NaN)$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
