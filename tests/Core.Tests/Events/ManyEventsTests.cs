using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Events;

public sealed class ManyEventsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1_000)]
    public void Events_made_together_are_those_made_one_by_one(int count)
    {
        var random = new Random(count);
        EventDraft[] drafts = [.. Enumerable.Range(0, count).Select(_ => Draft(random, random.Next(200)))];
        AssertSame(drafts, Event.CreateMany(drafts));
    }

    [Fact]
    public void Large_values_and_long_keys_among_small_ones_change_nothing()
    {
        var random = new Random(1);
        int[] sizes = [0, 1, 64_000, 65_400, 65_536, 70_000, 3, EventLimits.MaxValueBytes, 40_000, 40_000, 5];
        EventDraft[] drafts = [.. sizes.Select(size => Draft(random, size)), Draft(random, 10) with { Key = new string('ж', 512) }];
        AssertSame(drafts, Event.CreateMany(drafts));
    }

    private static EventDraft Draft(Random random, int bytes)
    {
        var value = new byte[bytes];
        random.NextBytes(value);
        return new EventDraft(
            $"key/{random.Next()}🔑",
            random.Next(5) == 0 ? default(ReadOnlyMemory<byte>?) : value,
            random.NextInt64(EventLimits.MaxTimestamp),
            "eu",
            random.Next(2) == 0 ? default : [default(Hash256)]);
    }

    private static void AssertSame(EventDraft[] drafts, Event[] events)
    {
        Assert.Equal(drafts.Length, events.Length);
        foreach (var (draft, made) in drafts.Zip(events))
        {
            var expected = Event.Create(draft.Key, draft.Value, draft.Timestamp, draft.Origin, draft.Parents);
            Assert.Equal(expected.Stamp, made.Stamp);
            Assert.Equal((draft.Key, draft.Origin, draft.Value), (made.Key, made.Origin, made.Value));
            Assert.Equal(draft.Parents.IsDefault ? ImmutableArray<Hash256>.Empty : draft.Parents, made.Parents);
        }
    }
}
