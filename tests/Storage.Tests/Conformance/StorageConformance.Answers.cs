using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Batches;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    private static readonly Hash256 SomeRequest = Hash256.Parse(new string('7', 64));

    [Theory]
    [InlineData(3)]
    [InlineData(2_500)]
    public async Task The_answer_of_a_batch_is_kept_with_its_events(int count)
    {
        var store = await OpenAsync(SmallShape);
        var batch = Series(count, stepMs: 3);
        Assert.Null(await store.Answers.FindAsync("key", Cancellation));
        await store.Log.AppendAsync(batch, TermsOf(batch, "key"), Cancellation);

        var answer = await store.Answers.FindAsync("key", Cancellation);
        Assert.Equal(SomeRequest, answer!.Request);
        Assert.Equal(batch.Select(item => item.Timestamp), answer.Timestamps);
        Assert.Null(answer.Added);
    }

    [Fact]
    public async Task A_batch_whose_key_is_taken_stays_out()
    {
        var store = await OpenAsync(SmallShape);
        var batch = Series(3, stepMs: 3);
        await store.Log.AppendAsync(batch, TermsOf(batch, "key"), Cancellation);
        var again = Series(3, stepMs: 3, start: Noon + 100);
        var refusal = await Assert.ThrowsAsync<BatchAnsweredException>(() => store.Log.AppendAsync(again, TermsOf(again, "key"), Cancellation));
        Assert.Equal("key", refusal.Key);
        Assert.Equal(3, await store.Log.CountAsync(Cancellation));
        await store.Log.AppendAsync(again, TermsOf(again, "other"), Cancellation);
        await AssertCountsAsync(store, new EventModel(SmallShape, [.. batch, .. again]));
    }

    [Fact]
    public async Task The_answer_tells_which_events_of_an_import_were_new()
    {
        var store = await OpenAsync(SmallShape);
        Event[] import = [Put("c", "3", 300), Put("a", "1", 100), Put("b", "2", 5_000_000_000_000), Put("a", "1", 100)];
        await AppendAsync(store, import[1]);
        var terms = new AppendTerms(EarliestOwn: null, AreNew: false, Answer: AnswerOf(import, "key"));
        Assert.Equal([true, false, true, false], (await store.Log.AppendAsync(import, terms, Cancellation)).Added);

        var answer = await store.Answers.FindAsync("key", Cancellation);
        Assert.Equal([300L, 100L, 5_000_000_000_000, 100L], answer!.Timestamps);
        Assert.Equal([true, false, true, false], answer.Added!);
    }

    [Fact]
    public async Task A_batch_that_is_refused_leaves_no_answer()
    {
        var store = await OpenAsync(SmallShape);
        await store.Log.CloseAsync(Noon, Cancellation);
        var late = Series(3, stepMs: 3, start: Noon - 5);
        await Assert.ThrowsAsync<ClosedTimeException>(() => store.Log.AppendAsync(late, TermsOf(late, "key"), Cancellation));
        await AppendIfAsync(store, If(Put("series/000001", "decided", Noon + 100), seen: null));
        var overtaken = Series(3, stepMs: 3);
        await Assert.ThrowsAsync<OvertakenException>(() => store.Log.AppendAsync(overtaken, TermsOf(overtaken, "key"), Cancellation));

        Assert.Null(await store.Answers.FindAsync("key", Cancellation));
        var good = Series(3, stepMs: 3, start: Noon + 101);
        await store.Log.AppendAsync(good, TermsOf(good, "key"), Cancellation);
        Assert.NotNull(await store.Answers.FindAsync("key", Cancellation));
    }

    private static AppendTerms TermsOf(Event[] own, string key) =>
        new(own.Min(item => item.Timestamp), AreNew: true, Answer: AnswerOf(own, key));

    private static BatchAnswer AnswerOf(Event[] events, string key) => new(key, SomeRequest, [.. events.Select(item => item.Timestamp)]);
}
