using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;

namespace Aevrion.Core.Tests.Sync.Batches;

public sealed class WholeBatchesTests
{
    [Fact]
    public void What_fits_is_one_part() => Assert.Equal([4], Split(10, GivenBatches.Of(0, 0, 0, 4)));

    [Fact]
    public void Nothing_has_no_parts() => Assert.Empty(Split(10, []));

    [Fact]
    public void A_batch_is_in_one_part() =>
        Assert.Equal([3, 10, 1], Split(10, [.. GivenBatches.Of(0, 0, 0, 3), .. GivenBatches.Of(1, 9, 0, 9), .. GivenBatches.Of(0, 0, 3, 2)]));

    [Fact]
    public void Neighbouring_batches_share_a_part_that_has_room_for_both() =>
        Assert.Equal([8, 5], Split(9, [.. GivenBatches.Of(1, 4, 0, 4), .. GivenBatches.Of(2, 4, 0, 4), .. GivenBatches.Of(3, 5, 0, 5)]));

    [Fact]
    public void Only_a_batch_beyond_the_limit_is_split() => Assert.Equal([10, 2], Split(10, GivenBatches.Of(1, 12, 0, 12)));

    [Fact]
    public void Bytes_count_too()
    {
        Event[] events = [.. GivenBatches.Of(1, 2, 0, 2, bytes: 300), .. GivenBatches.Of(2, 2, 0, 2, bytes: 300)];
        Assert.Equal([2, 2], WholeBatches.Split(events, 10, 1_000).Select(part => part.Count));
    }

    private static IEnumerable<int> Split(int maxEvents, Event[] events)
    {
        var parts = WholeBatches.Split(events, maxEvents, 1_000_000);
        Assert.Equal(events, parts.SelectMany(part => part));
        return parts.Select(part => part.Count);
    }
}
