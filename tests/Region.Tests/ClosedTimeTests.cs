using System.Collections.Immutable;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Region.Tests;

/// <summary>Writes that come after their time was closed, by a silo whose clock is ahead of this one.</summary>
public sealed class ClosedTimeTests : IAsyncLifetime
{
    private const long AheadMs = 600_000;

    private TestRegion? _started;

    private TestRegion Region => _started ?? throw new InvalidOperationException();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // These look at the clock of the silo that writes.
    public async ValueTask InitializeAsync() => _started = await TestRegion.StartAsync(new LoopbackNetwork(), silos: 1, "eu");

    public async ValueTask DisposeAsync() => await Region.DisposeAsync();

    [Fact]
    public async Task A_write_is_dated_anew_and_follows_what_it_follows()
    {
        var before = await Region.PutAsync("k", "before");
        var floorMs = await CloseAheadAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Region.PutAsync("k", $"{i}")));

        Assert.All(results, result => Assert.Equal(OperationStatus.Done, result.Status));
        Assert.All(results, result => Assert.InRange(result.Timestamp!.Value, floorMs, floorMs + 50));
        Assert.Equal(50, results.Select(result => result.Timestamp).Distinct().Count());
        var versions = await Region.Log.ReadRangeAsync(0, long.MaxValue, null, 100, long.MaxValue, Cancellation);
        Assert.Equal(51, versions.Count);

        // Nobody's parent is a write that was refused.
        var ids = versions.Select(version => version.Id).ToHashSet();
        Assert.All(versions.Where(version => version.Id != before.Id), version => Assert.All(version.Parents, parent => Assert.Contains(parent, ids)));
    }

    [Fact]
    public async Task A_conditional_write_keeps_its_condition()
    {
        var first = await Region.PutAsync("k", "first");
        var floorMs = await CloseAheadAsync();
        var grain = Region.Grains.GetKeyGrain("k");

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => grain.Write(new WriteRequest { Value = new byte[i], IfMatch = first.Id })));

        var done = Assert.Single(results, result => result.Status == OperationStatus.Done);
        Assert.True(done.Timestamp >= floorMs);
        Assert.Equal(9, results.Count(result => result.Status == OperationStatus.PreconditionFailed));
        var latest = await Region.Log.ReadLatestAsync("k", Cancellation);
        Assert.Equal(done.Id, latest!.Id);
        Assert.Equal([first.Id!.Value], latest.Parents);
    }

    [Fact]
    public async Task The_lines_of_a_batch_without_timestamps_are_dated_anew_and_the_others_stay()
    {
        var floorMs = await CloseAheadAsync();
        ImmutableArray<BatchOperation> operations =
        [
            new() { Key = "own", Value = "v"u8.ToArray() },
            new() { Key = "imported", Value = "v"u8.ToArray(), Timestamp = 1_000 },
            new() { Key = "own", Value = default(ReadOnlyMemory<byte>?) },
        ];

        var result = await Region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = operations });

        Assert.Equal(OperationStatus.Done, result.Status);
        Assert.Equal([floorMs, 1_000, floorMs + 1], result.Items.Select(item => item.Timestamp));
        Assert.All(result.Items, item => Assert.True(item.Added));
        Assert.Equal(3, await Region.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_region_closes_the_leaves_that_have_had_their_time_and_never_takes_it_back()
    {
        var closed = await Region.Tree.CloseAsync(Cancellation);
        Assert.InRange(closed, Region.Tree.Horizon() - 1, Region.Tree.Horizon());
        Assert.Equal(Region.Tree.Shape.StartOf(closed), await Region.Log.CloseAsync(0, Cancellation));

        var floorMs = await CloseAheadAsync();
        await Region.PutAsync("k", "v");
        Assert.True(Region.Services.GetRequiredService<RegionClock>().NowMs() >= floorMs);
        Assert.Equal(Region.Tree.Shape.LeafOf(floorMs), await Region.Tree.CloseAsync(Cancellation));
    }

    /// <summary>Closes time as a silo does whose clock is ahead; answers the floor, which is the start of a leaf.</summary>
    private Task<long> CloseAheadAsync()
    {
        var shape = Region.Tree.Shape;
        return Region.Log.CloseAsync(shape.StartOf(shape.LeafOf(Region.Services.GetRequiredService<RegionClock>().NowMs() + AheadMs)), Cancellation);
    }
}
