using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>What a silo sends to a collector, as the collector receives it.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Traces_and_metrics_arrive_at_a_collector_by_otlp()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var regions = await TwoRegions.CreateAsync();
        var eu = await regions.Eu.With("Telemetry:Otlp:Endpoint", collector.Url).With("Telemetry:Otlp:Protocol", "http/protobuf")
            .With("Telemetry:Otlp:Headers", "api-key=secret").With("Telemetry:Otlp:MetricPeriod", "00:00:00.2").StartReadyAsync();
        (await eu.Api.PutAsync("/v1/kv/exported", "v")).AssertDone();

        // ExportTraceServiceRequest: resource_spans 1, scope_spans 2, spans 2, name 5.
        await Eventually.HoldsAsync(() => Task.FromResult(collector.Texts("/v1/traces", 1, 2, 2, 5).Contains("PUT /v1/kv/{key}")), "the span of the request has arrived");
        Assert.Contains("aevrion.storage.commit", collector.Texts("/v1/traces", 1, 2, 2, 5));
        Assert.Contains("Aevrion.Storage", collector.Texts("/v1/traces", 1, 2, 1, 1));

        // ExportMetricsServiceRequest: resource_metrics 1, scope_metrics 2, metrics 2, name 1.
        await Eventually.HoldsAsync(() => Task.FromResult(collector.Texts("/v1/metrics", 1, 2, 2, 1).Contains("aevrion.storage.commit.duration")), "the metric has arrived");

        // The resource: 1, attributes 1, key 1.
        Assert.Contains("service.name", collector.Texts("/v1/metrics", 1, 1, 1, 1));
        Assert.Contains("aevrion.region", collector.Texts("/v1/metrics", 1, 1, 1, 1));
        Assert.True(collector.HasKey("secret"));
    }

    [Fact]
    public async Task A_collector_that_is_away_is_nobodys_concern()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var eu = await regions.Eu.With("Telemetry:Otlp:Endpoint", $"http://127.0.0.1:{FreePort.Next()}").With("Telemetry:Otlp:Protocol", "http/protobuf")
            .With("Telemetry:Otlp:MetricPeriod", "00:00:00.1").StartReadyAsync();
        for (var i = 0; i < 20; i++)
            (await eu.Api.PutAsync($"/v1/kv/k{i}", "v")).AssertDone();
    }
}
