using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tree;

namespace Aevrion.Storage.Tests.Tree;

/// <summary>What leaf digests read, keep and forget. A block has 1,024 leaves of one second here.</summary>
public sealed class LeafDigestsTests
{
    private const int BlockLevel = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);

    private readonly MemoryEventStore _events = new(Shape);
    private readonly ObservedTreeStore _tree;
    private readonly List<Event> _all = [];

    public LeafDigestsTests() => _tree = new ObservedTreeStore(_events);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_warm_tree_costs_one_query_for_the_blocks_and_reads_no_leaf()
    {
        var digests = Create();
        await AppendAsync([.. Enumerable.Range(0, 3_000)]);
        await AssertAsync(digests, new NodeRange(0, 0, 3_000));
        _tree.TakeReads();

        await AssertAsync(digests, new NodeRange(0, 0, 3_000));

        var (ranges, leaves) = _tree.TakeReads();
        Assert.Equal([new NodeRange(BlockLevel, 0, 3)], ranges);
        Assert.Empty(leaves);
    }

    [Fact]
    public async Task Only_blocks_that_changed_are_read_again_and_only_their_stale_leaves()
    {
        var digests = Create();
        await AppendAsync([.. Enumerable.Range(0, 3_000)]);
        await AssertAsync(digests, new NodeRange(0, 0, 3_000));
        await AppendAsync([1_500]);
        _tree.TakeReads();

        await AssertAsync(digests, new NodeRange(0, 0, 3_000));

        var (ranges, leaves) = _tree.TakeReads();
        Assert.Equal([new NodeRange(BlockLevel, 0, 3), new NodeRange(0, 1_024, 2_048)], ranges);
        Assert.Equal([1_500], leaves);
    }

    [Fact]
    public async Task A_leaf_that_nobody_asks_for_is_left_stale_and_taken_once_somebody_does()
    {
        var digests = Create();
        await AppendAsync([10, 11, 12]);

        await AssertAsync(digests, new NodeRange(0, 0, 11));
        Assert.Equal([10], _tree.TakeReads().Leaves);
        await AssertAsync(digests, new NodeRange(0, 0, 11));
        Assert.Equal([new NodeRange(BlockLevel, 0, 1)], _tree.TakeReads().Ranges);

        await AssertAsync(digests, new NodeRange(0, 0, 10), new NodeRange(0, 12, 13));
        Assert.Equal([12], _tree.TakeReads().Leaves);
        await AssertAsync(digests, new NodeRange(0, 0, 1_024));
        Assert.Equal([11], _tree.TakeReads().Leaves);
    }

    [Fact]
    public async Task Digests_taken_once_are_kept_for_other_silos()
    {
        await AppendAsync([10, 2_000]);
        await AssertAsync(Create(), new NodeRange(0, 0, 3_000));
        _tree.TakeReads();

        await AssertAsync(Create(), new NodeRange(0, 0, 3_000));

        Assert.Empty(_tree.TakeReads().Leaves);
    }

    [Fact]
    public async Task The_memory_has_a_limit_and_the_block_used_last_stays()
    {
        var digests = Create(maxCacheBytes: 1_000); // two blocks of five leaves
        await AppendAsync([.. Enumerable.Range(0, 10).SelectMany(block => Enumerable.Range(block * 1_024, 5))]);
        await AssertAsync(digests, new NodeRange(0, 0, 10_240));
        Assert.InRange(digests.CachedBytes, 1, 1_000);
        await AssertAsync(digests, new NodeRange(0, 4_096, 5_120));
        await AssertAsync(digests, new NodeRange(0, 0, 1_024));
        await AssertAsync(digests, new NodeRange(0, 4_096, 5_120));
        await AssertAsync(digests, new NodeRange(0, 1_024, 2_048));
        _tree.TakeReads();

        await AssertAsync(digests, new NodeRange(0, 4_096, 5_120));
        await AssertAsync(digests, new NodeRange(0, 1_024, 2_048));

        Assert.All(_tree.TakeReads().Ranges, range => Assert.Equal(BlockLevel, range.Level));
        Assert.InRange(digests.CachedBytes, 1, 1_000);
    }

    [Fact]
    public async Task Leaves_that_grow_while_their_digests_are_taken_never_hide_another_leafs_event()
    {
        var digests = Create();
        await AppendAsync([1, 2]);
        await AssertAsync(digests, new NodeRange(0, 0, 3));
        await AppendAsync([1]);
        var firstGoesOn = new TaskCompletionSource();
        var secondGoesOn = new TaskCompletionSource();
        _tree.BeforeLeaves = () => firstGoesOn.Task;
        var first = digests.ReadAsync([new NodeRange(0, 0, 3)], Cancellation);

        // The second reader sees the count with the event in leaf 2; the first one reaches that count with an event in leaf 1.
        await AppendAsync([2]);
        _tree.AfterNodes = () => secondGoesOn.Task;
        var second = digests.ReadAsync([new NodeRange(0, 0, 3)], Cancellation);
        _tree.AfterNodes = static () => Task.CompletedTask;
        await AppendAsync([1]);
        firstGoesOn.SetResult();
        await first.WaitAsync(Deadline, Cancellation);
        secondGoesOn.SetResult();

        Assert.Equal([3, 2], (await second.WaitAsync(Deadline, Cancellation)).Select(leaf => leaf.Count));
        await AssertAsync(digests, new NodeRange(0, 0, 3));
    }

    [Fact]
    public async Task A_block_that_several_miss_is_read_once()
    {
        var digests = Create();
        await AppendAsync([1, 2]);
        var goOn = new TaskCompletionSource();
        _tree.BeforeLeaves = () => goOn.Task;
        var readers = Enumerable.Range(0, 5).Select(_ => digests.ReadAsync([new NodeRange(0, 0, 3)], Cancellation)).ToArray();

        goOn.SetResult();
        var answers = await Task.WhenAll(readers).WaitAsync(Deadline, Cancellation);

        Assert.All(answers, answer => Assert.Equal(Expected(new NodeRange(0, 0, 3)), answer));
        Assert.Equal([1, 2], _tree.TakeReads().Leaves);
    }

    [Fact]
    public async Task A_reader_that_fails_fails_alone()
    {
        var digests = Create();
        await AppendAsync([1]);
        var failing = new TaskCompletionSource();
        _tree.BeforeLeaves = () => failing.Task;
        var first = digests.ReadAsync([new NodeRange(0, 0, 3)], Cancellation);
        var second = digests.ReadAsync([new NodeRange(0, 0, 3)], Cancellation);
        _tree.BeforeLeaves = static () => Task.CompletedTask;

        failing.SetException(new StorageUnavailableException("scripted"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => first);
        Assert.Equal(Expected(new NodeRange(0, 0, 3)), await second.WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task An_answer_is_a_list_in_any_order_of_asking()
    {
        var digests = Create();
        await AppendAsync([.. Enumerable.Range(0, 3_000).Where(leaf => leaf % 3 != 0)]);
        var answer = await digests.ReadAsync([new NodeRange(0, 5, 1_500), new NodeRange(0, 1_501, 2_990)], Cancellation);

        var expected = Expected(new NodeRange(0, 5, 1_500), new NodeRange(0, 1_501, 2_990));
        Assert.Equal(expected, answer);
        Assert.Equal(expected.Reverse(), Enumerable.Range(1, answer.Count).Select(i => answer[^i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => answer[answer.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => answer[-1]);
    }

    [Fact]
    public async Task Nothing_asked_and_empty_ranges_answer_nothing()
    {
        await AppendAsync([1]);
        Assert.Empty(await Create().ReadAsync([], Cancellation));
        Assert.Empty(await Create().ReadAsync([new NodeRange(0, 1, 1), new NodeRange(0, 2, 9)], Cancellation));
        Assert.Empty(await Create().ReadAsync([new NodeRange(0, long.MaxValue - 1, long.MaxValue)], Cancellation));
    }

    [Fact]
    public async Task Ranges_that_are_not_as_agreed_are_refused()
    {
        NodeRange[][] wrong =
        [
            [new(1, 0, 1)], [new(0, -1, 1)], [new(0, 2, 1)], [new(0, 0, 2), new(0, 1, 3)], [new(0, 5, 6), new(0, 0, 1)],
            [new(0, 0, ReadLeafDigests.MaxLeaves + 1)], [new(0, 0, long.MaxValue)], [new(0, 0, ReadLeafDigests.MaxLeaves), new(0, ReadLeafDigests.MaxLeaves, ReadLeafDigests.MaxLeaves + 1)],
        ];
        foreach (var ranges in wrong)
            await Assert.ThrowsAsync<ArgumentException>(() => Create().ReadAsync(ranges, Cancellation));
        Assert.Empty(await Create().ReadAsync([new(0, 0, ReadLeafDigests.MaxLeaves)], Cancellation));
    }

    private LeafDigests Create(long maxCacheBytes = LeafDigests.DefaultMaxCacheBytes) => new(_tree, new TreeRefresher(_tree), maxCacheBytes);

    /// <summary>One more event in each of these leaves.</summary>
    private async Task AppendAsync(int[] leaves)
    {
        Event[] events = [.. leaves.Select(leaf => SampleEvents.Put($"{_all.Count}/{leaf}", "v", Shape.StartOf(leaf)))];
        await _events.AppendAsync(events, Cancellation);
        _all.AddRange(events);
    }

    private async Task AssertAsync(LeafDigests digests, params NodeRange[] ranges) =>
        Assert.Equal(Expected(ranges), await digests.ReadAsync(ranges, Cancellation));

    private IEnumerable<LeafState> Expected(params NodeRange[] ranges) => new EventModel(Shape, _all).Nodes(0)
        .Where(node => ranges.Any(range => range.Contains(node.Address)))
        .Select(node => new LeafState(node.Address.Index, node.Count, node.Digest));
}
