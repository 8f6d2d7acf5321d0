using Aevrion.Core.Tree;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tree;

namespace Aevrion.Storage.Tests.Tree;

/// <summary>Stale digests are taken little by little, and others come first.</summary>
public sealed class TreeFreshenerTests
{
    private const long EventsPerLeaf = 5_000;

    private static readonly TreeShape Shape = new(granularityMs: 10_000, branchingFactor: 4);
    private static readonly TimeSpan TimeToTake = TimeSpan.FromMilliseconds(40);

    private readonly MemoryEventStore _store = new(Shape);
    private readonly ObservedTreeStore _observed;
    private readonly SteppedTime _time = new();
    private readonly TreeFreshener _freshener;

    public TreeFreshenerTests()
    {
        _observed = new ObservedTreeStore(_store);
        _observed.BeforeLeaves = () =>
        {
            _time.Advance(TimeToTake);
            return Task.CompletedTask;
        };
        _freshener = new TreeFreshener(_observed, new TreeRefresher(_observed), _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_below_the_horizon_is_fresh_after_enough_steps_and_nothing_above_it()
    {
        await FillAsync(leaves: 37);
        var steps = 0;
        while (await _freshener.StepAsync(horizon: 33, () => false, Cancellation) < TimeSpan.FromSeconds(15))
            Assert.True(++steps < 20);

        Assert.True(steps > 2);
        Assert.All(await _store.ReadNodesAsync(Shape.Cover(33), Cancellation), node => Assert.NotNull(node.Fresh));
        Assert.All(await _store.ReadNodesAsync([new NodeRange(0, 33, 99)], Cancellation), node => Assert.Null(node.Fresh));
    }

    [Fact]
    public async Task A_step_reads_a_bounded_number_of_events()
    {
        await FillAsync(leaves: 40);
        await _freshener.StepAsync(horizon: 40, () => false, Cancellation);
        var (_, leaves) = _observed.TakeReads();
        Assert.Equal(TreeFreshener.MaxStepEvents / EventsPerLeaf, leaves.Length);
    }

    [Fact]
    public async Task A_leaf_larger_than_a_step_is_taken_all_the_same()
    {
        foreach (var batch in SampleEvents.Series((int)TreeFreshener.MaxStepEvents + 10_000, stepMs: 0, start: 0).Chunk(10_000))
            await _store.AppendAsync(batch, default, Cancellation);
        await _freshener.StepAsync(horizon: 4, () => false, Cancellation);
        Assert.Equal(TimeSpan.FromSeconds(15), await _freshener.StepAsync(horizon: 4, () => false, Cancellation));
    }

    [Fact]
    public async Task It_rests_as_long_as_it_worked_and_nine_times_as_long_while_others_write()
    {
        await FillAsync(leaves: 40);
        var quiet = await _freshener.StepAsync(horizon: 40, () => false, Cancellation);
        var busy = await _freshener.StepAsync(horizon: 40, () => true, Cancellation);
        var asked = 0;
        var busyLater = await _freshener.StepAsync(horizon: 40, () => asked++ > 0, Cancellation);

        Assert.True(quiet >= TimeToTake);
        Assert.Equal(quiet * 9, busy);
        Assert.Equal(busy, busyLater);
    }

    private async Task FillAsync(int leaves)
    {
        foreach (var batch in SampleEvents.Series((int)EventsPerLeaf * leaves, stepMs: Shape.GranularityMs / EventsPerLeaf, start: 0).Chunk(10_000))
            await _store.AppendAsync(batch, default, Cancellation);
    }
}
