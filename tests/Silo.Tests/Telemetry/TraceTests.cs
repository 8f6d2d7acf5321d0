using System.Collections.Concurrent;
using System.Diagnostics;
using Aevrion.Client;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>What becomes of a write, as its trace tells it.</summary>
public sealed class TraceTests : IDisposable
{
    private static readonly string[] Path =
    [
        "PUT", "PUT /v1/kv/{key}", "aevrion.key.write", "aevrion.storage.commit", "aevrion.peer.push", "aevrion.peer.admit", "aevrion.storage.commit",
    ];

    private readonly ActivitySource _source = new("Tests.Traces");
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private ActivityTraceId _trace;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source || source.Name == "System.Net.Http" || source.Name.StartsWith("Aevrion.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> creation) =>
                creation.Source == _source || creation.Parent.TraceId == _trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity => Keep(activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    [Fact]
    public async Task One_trace_leads_from_the_clients_put_to_its_commit_in_the_other_region()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        using var root = Begin();
        await using (var client = new AevrionClient(regions.Eu.Url))
            await client.PutAsync("traced", "v"u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => Task.FromResult(_stopped.Count(activity => activity.OperationName == "aevrion.storage.commit") == 2), "both commits have ended");
        await Eventually.HoldsAsync(() => Task.FromResult(_stopped.Any(activity => activity.DisplayName == Path[1])), "the request has ended");
        var parent = Assert.Single(_stopped, activity => activity.Source.Name == "Aevrion.Client");
        Assert.Equal(root.SpanId, parent.ParentSpanId);
        foreach (var name in Path)
        {
            parent = Assert.Single(_stopped, activity => activity.DisplayName == name && activity.ParentSpanId == parent.SpanId);
            if (!parent.Source.Name.StartsWith("Aevrion.", StringComparison.Ordinal))
                continue;
            Assert.DoesNotContain(parent.TagObjects, tag => tag.Value is string text && text.Contains("traced", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_batch_and_a_conditional_write_are_traced_as_well()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.Eu.StartReadyAsync();
        using var root = Begin();
        await using var client = new AevrionClient(regions.Eu.Url);
        await client.BatchAsync([BatchOperation.Put("a", "1"), BatchOperation.Put("b", "2")], TestContext.Current.CancellationToken);
        await client.PutAsync("c", "v"u8.ToArray(), new WriteOptions { IfNoneMatch = true }, TestContext.Current.CancellationToken);

        foreach (var (span, commits) in ((string, int)[])[("aevrion.batch.write", 1), ("aevrion.key.write", 1)])
        {
            await Eventually.HoldsAsync(() => Task.FromResult(_stopped.Any(activity => activity.OperationName == span)), $"{span} has ended");
            var write = Assert.Single(_stopped, activity => activity.OperationName == span);
            Assert.Equal(commits, _stopped.Count(activity => activity.OperationName == "aevrion.storage.commit" && activity.ParentSpanId == write.SpanId));
        }
    }

    [Fact]
    public async Task A_trace_that_is_not_recorded_leaves_nothing()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var eu = await regions.Eu.StartReadyAsync();
        (await eu.Api.PutAsync("/v1/kv/a", "v", ("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00"))).AssertDone();
        (await eu.Api.PutAsync("/v1/kv/a", "v", ("traceparent", "nonsense"))).AssertDone();
        Assert.Empty(_stopped);
    }

    private Activity Begin()
    {
        var root = _source.StartActivity("test") ?? throw new InvalidOperationException("Nobody listens.");
        _trace = root.TraceId;
        return root;
    }

    private void Keep(Activity activity)
    {
        if (activity.TraceId == _trace)
            _stopped.Enqueue(activity);
    }
}
