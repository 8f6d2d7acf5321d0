using Aevrion.Core.Events;
using Aevrion.Storage.Commits;
using Aevrion.Core.Tree;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_conditional_event_enters_when_what_its_writer_saw_still_stands()
    {
        var store = await OpenAsync(SmallShape);
        var first = Put("k", "1", Noon);
        var second = Put("k", "2", Noon + 5_000);
        Assert.Equal([ConditionalOutcome.Added], await AppendIfAsync(store, If(first, seen: null)));
        Assert.Equal([ConditionalOutcome.Added], await AppendIfAsync(store, If(second, first)));

        var model = new EventModel(SmallShape, [first, second]);
        await AssertCountsAsync(store, model);
        await AssertReadsAsync(store, model);
        await AssertDigestsAsync(store, model);
    }

    [Fact]
    public async Task A_conditional_event_stays_out_when_another_version_stands()
    {
        var store = await OpenAsync(SmallShape);
        var first = Put("k", "1", Noon);
        var newer = Delete("k", Noon + 10);
        await AppendAsync(store, first);
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "2", Noon + 5), seen: null)));
        await AppendAsync(store, newer);
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "2", Noon + 20), first)));
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "2", Noon + 5), first)));
        Assert.Equal([ConditionalOutcome.Added], await AppendIfAsync(store, If(Put("k", "3", Noon + 20), newer)));
        Assert.Equal(3, await store.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_higher_id_of_two_versions_at_one_time_is_what_stands()
    {
        var store = await OpenAsync(SmallShape);
        var tie = Tie("k", Noon, 3);
        await AppendAsync(store, tie[1]);
        await AppendAsync(store, tie[0]);
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "x", Noon + 1), tie[0])));
        await AppendAsync(store, tie[2]);
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "x", Noon + 1), tie[1])));
        Assert.Equal([ConditionalOutcome.Added], await AppendIfAsync(store, If(Put("k", "x", Noon + 1), tie[2])));
    }

    [Fact]
    public async Task Of_conditional_events_in_one_transaction_each_is_decided_for_itself()
    {
        var store = await OpenAsync(SmallShape);
        var seen = Put("b", "1", Noon);
        await AppendAsync(store, seen);
        ConditionalAppend[] appends =
        [
            If(Put("c", "new", Noon + 9_000), seen: null),
            If(Put("b", "lost", Noon + 1), seen: null),
            If(Put("a", "new", Noon + 1), seen: null),
            If(Put("d", "late", 5), seen: null),
            If(Put("twice", "one", Noon + 2), seen: null),
            If(Put("twice", "other", Noon + 3), seen: null),
        ];
        await store.Log.CloseAsync(6, Cancellation);

        var receipt = await store.Log.AppendIfLatestAsync(appends, Cancellation);

        Assert.Equal(
            [
                ConditionalOutcome.Added, ConditionalOutcome.Changed, ConditionalOutcome.Added, ConditionalOutcome.Closed,
                ConditionalOutcome.Changed, ConditionalOutcome.Changed,
            ],
            receipt.Outcomes);
        Assert.Equal(6, receipt.FloorMs);
        var commit = Assert.Single((await store.Commits.ReadCommitsAsync(receipt.Position!.Value - 1, 10, 1_000, Cancellation)).Commits);
        Assert.Equal([appends[2].Event.Stamp, appends[0].Event.Stamp], commit.Stamps);
        await AssertCountsAsync(store, new EventModel(SmallShape, [seen, appends[0].Event, appends[2].Event]));
    }

    [Fact]
    public async Task A_conditional_event_that_is_tried_again_is_told_what_the_first_try_did()
    {
        var store = await OpenAsync(SmallShape);
        var append = If(Put("k", "1", Noon), seen: null);
        await store.Log.AppendIfLatestAsync([append], Cancellation);
        await AppendAsync(store, Put("k", "2", Noon + 10));

        var receipt = await store.Log.AppendIfLatestAsync([append], Cancellation);
        Assert.Equal([ConditionalOutcome.AddedBefore], receipt.Outcomes);
        Assert.Null(receipt.Position);
        await store.Log.CloseAsync(Noon + 20, Cancellation);
        Assert.Equal([ConditionalOutcome.AddedBefore], (await store.Log.AppendIfLatestAsync([append], Cancellation)).Outcomes);
        Assert.Equal(2, await store.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_same_event_from_elsewhere_is_a_version_like_any_other()
    {
        var store = await OpenAsync(SmallShape);
        var same = Put("k", "1", Noon, "us");
        await AppendAsync(store, same);
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "1", Noon), seen: null)));
        Assert.Equal([ConditionalOutcome.Changed], await AppendIfAsync(store, If(Put("k", "1", Noon), seen: null)));
    }

    [Fact]
    public async Task An_own_event_that_would_come_below_a_conditional_one_is_refused()
    {
        var store = await OpenAsync(SmallShape);
        var seen = Put("k", "1", Noon);
        await AppendAsync(store, seen);
        await AppendIfAsync(store, If(Put("k", "decided", Noon + 10), seen));
        var late = Put("k", "late", Noon + 5);
        var beside = Put("other", "v", Noon + 5);

        var refusal = await Assert.ThrowsAsync<OvertakenException>(() =>
            store.Log.AppendAsync([late, beside], AppendTerms.Own(Noon + 5), Cancellation));
        Assert.Equal([late.Stamp], refusal.Stamps);
        Assert.Equal(2, await store.Log.CountAsync(Cancellation));

        Assert.Equal([true], await AppendOwnAsync(store, beside));
        Assert.Equal([true], await AppendOwnAsync(store, Put("k", "later", Noon + 11)));
        Assert.Equal([true, true], await AppendAsync(store, late, Put("k", "of a peer", Noon + 4)));
        Assert.Equal([false], (await store.Log.AppendAsync([late], new AppendTerms(late.Timestamp, AreNew: false), Cancellation)).Added);
    }

    [Fact]
    public async Task Imports_beside_own_events_may_come_below_a_conditional_one()
    {
        var store = await OpenAsync(SmallShape);
        await AppendIfAsync(store, If(Put("k", "decided", Noon + 10), seen: null));
        Event[] mixed = [Put("k", "imported", Noon + 5), Put("other", "own", Noon + 1)];
        var terms = new AppendTerms(Noon + 1, AreNew: false, IsOwn: [false, true]);
        Assert.Equal([true, true], (await store.Log.AppendAsync(mixed, terms, Cancellation)).Added);
        await Assert.ThrowsAsync<OvertakenException>(() => store.Log.AppendAsync(
            [Put("k", "own", Noon + 6), Put("other", "imported", Noon + 2)], terms with { EarliestOwn = Noon + 6, IsOwn = [true, false] }, Cancellation));
    }

    [Fact]
    public async Task Large_batches_of_own_events_are_held_to_conditional_ones_too()
    {
        var store = await OpenAsync(new TreeShape());
        await AppendIfAsync(store, If(Put("series/000700", "decided", Noon + 10_000), seen: null));
        var series = Series(2_000, stepMs: 1);
        var refusal = await Assert.ThrowsAsync<OvertakenException>(() => store.Log.AppendAsync(series, AppendTerms.Own(Noon), Cancellation));
        Assert.Equal([series[700].Stamp], refusal.Stamps);
        Assert.Equal(1, await store.Log.CountAsync(Cancellation));
        var later = Series(2_000, stepMs: 1, start: Noon + 10_001);
        Assert.All((await store.Log.AppendAsync(later, AppendTerms.Own(Noon + 10_001), Cancellation)).Added, Assert.True);
    }

    private static ConditionalAppend If(Event written, Event? seen) => new(written, seen?.Stamp, Guid.NewGuid());

    private static async Task<IReadOnlyList<ConditionalOutcome>> AppendIfAsync(TestStore store, ConditionalAppend append) =>
        (await store.Log.AppendIfLatestAsync([append], Cancellation)).Outcomes;
}
