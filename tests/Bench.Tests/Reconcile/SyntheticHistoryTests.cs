using System.Text;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Tree;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class SyntheticHistoryTests
{
    private const int Events = 500;

    private static readonly SyntheticHistory History = new(Events, TimeSpan.FromDays(30), SyntheticHistory.NowMs, seed: 1);

    [Fact]
    public void Events_ascend_and_are_spread_evenly_with_jitter()
    {
        var gaps = Enumerable.Range(1, Events - 1).Select(index => History.At(index).Timestamp - History.At(index - 1).Timestamp).ToList();
        var share = History.SpanMs / Events;
        Assert.All(gaps, gap => Assert.InRange(gap, 0, 2 * share));
        Assert.True(gaps.Distinct().Count() > Events / 2);
        Assert.InRange(History.At(0).Timestamp, SyntheticHistory.NowMs - History.SpanMs, SyntheticHistory.NowMs - History.SpanMs + share);
        Assert.InRange(History.At(Events - 1).Timestamp, SyntheticHistory.NowMs - share, SyntheticHistory.NowMs - 1);
    }

    [Fact]
    public void Keys_and_values_have_the_documented_sizes()
    {
        var item = History.At(7);
        Assert.Equal((21, 200), (Encoding.UTF8.GetByteCount(item.Key), item.Value!.Value.Length));
    }

    [Fact]
    public void An_index_stands_for_the_same_event_whenever_it_is_made() =>
        Assert.Equal(History.At(42).Id, new SyntheticHistory(Events, TimeSpan.FromDays(30), SyntheticHistory.NowMs, seed: 1).At(42).Id);

    [Fact]
    public void All_events_lie_in_the_leaves_of_the_history()
    {
        var shape = new TreeShape();
        var leaves = History.LeavesIn(shape);
        Assert.All(Enumerable.Range(0, Events), index => Assert.True(leaves.Contains(new NodeAddress(0, shape.LeafOf(History.At(index).Timestamp)))));
    }
}
