using Aevrion.Core.Sync.Batches;

namespace Aevrion.Core.Tests.Sync.Batches;

public sealed class FetchedBatchesTests
{
    private readonly FetchedBatches _batches = new(maxBytes: 2_000);

    [Fact]
    public void A_batch_is_held_until_it_is_complete_and_then_comes_in_one_piece()
    {
        var first = GivenBatches.Of(1, 4, 0, 2);
        var second = GivenBatches.Of(2, 2, 0, 1);
        Assert.Empty(_batches.Take([.. first, .. second]));
        Assert.Equal(3, _batches.Count);
        var rest = GivenBatches.Of(1, 4, 2, 2);
        var single = GivenBatches.Of(0, 0, 9, 1);
        Assert.Equal([.. single, .. first, .. rest], _batches.Take([.. single, .. rest]));
        Assert.Equal(1, _batches.Count);
        Assert.Equal(second, _batches.TakeAll());
        Assert.Equal(0, _batches.Count);
    }

    [Fact]
    public void Events_of_no_batch_are_never_held()
    {
        var events = GivenBatches.Of(0, 0, 0, 5);
        Assert.Same(events, _batches.Take(events));
    }

    [Fact]
    public void What_would_be_more_than_the_limit_goes_as_it_is()
    {
        var small = GivenBatches.Of(1, 9, 0, 2);
        Assert.Empty(_batches.Take(small));
        var large = GivenBatches.Of(2, 9, 0, 1, bytes: 2_000);
        Assert.Equal([.. small, .. large], _batches.Take(large));
        Assert.Equal(0, _batches.Count);
        Assert.Empty(_batches.Take(GivenBatches.Of(1, 9, 2, 1)));
    }
}
