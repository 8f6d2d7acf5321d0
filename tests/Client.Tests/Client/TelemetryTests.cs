using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Client;

public sealed class TelemetryTests(StandInFixture fixture) : IClassFixture<StandInFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operation_is_one_activity_with_its_attempts_and_its_region()
    {
        using var closed = new ClosedPort();
        var activities = new List<Activity>();
        using var parent = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Aevrion.Client",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                    activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var db = TestClients.Create(closed.Url, fixture.Region.Url);

        await db.PutAsync("key", "value", cancellationToken: Cancel);

        var activity = Assert.Single(activities);
        Assert.Equal("aevrion put", activity.OperationName);
        Assert.Equal(ActivityKind.Client, activity.Kind);
        Assert.Equal(2, activity.GetTagItem("aevrion.attempts"));
        Assert.Equal(new Uri(fixture.Region.Url).Port, activity.GetTagItem("server.port"));
        Assert.Equal(ActivityStatusCode.Unset, activity.Status);
    }

    [Fact]
    public async Task A_failed_operation_is_counted_with_its_error()
    {
        var measurements = new List<KeyValuePair<string, object?>[]>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meterListener) =>
            {
                if (instrument is { Meter.Name: "Aevrion.Client", Name: "aevrion.client.operation.duration" })
                    meterListener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            lock (measurements)
                measurements.Add(tags.ToArray());
        });
        listener.Start();
        await using var db = TestClients.Create(fixture.Region.Url);
        fixture.Region.AnswerNext(400, "telemetry-test");

        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => db.PutAsync("key", "value", cancellationToken: Cancel));

        lock (measurements)
        {
            Assert.Contains(measurements, tags => tags.Contains(new("error.type", "telemetry-test"))
                && tags.Contains(new("aevrion.operation", "put")));
        }
    }
}
