using Aevrion.Core.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Events;

public sealed class EventStampTests
{
    [Fact]
    public void The_higher_timestamp_wins_and_the_higher_id_on_a_tie()
    {
        var low = Hash256.Parse(new string('0', 63) + "1");
        var high = Hash256.Parse("80" + new string('0', 62));
        Assert.True(new EventStamp(2, low) > new EventStamp(1, high));
        Assert.True(new EventStamp(1, high) > new EventStamp(1, low));
        Assert.Equal(0, new EventStamp(1, high).CompareTo(new EventStamp(1, Hash256.Parse(high.ToString()))));
    }

    [Fact]
    public void Hashes_compare_as_their_bytes_do() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 64).ToArbitrary(), bytes =>
        {
            var left = bytes.AsSpan(0, 32);
            var right = bytes.AsSpan(32);
            var expected = Math.Sign(left.SequenceCompareTo(right));
            return Math.Sign(new Hash256(left).CompareTo(new Hash256(right))) == expected
                && new Hash256(left).ToArray().AsSpan().SequenceEqual(left);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_winner_does_not_depend_on_the_order_of_arrival() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 3).Two()).Where(list => list.Length > 0).ToArbitrary(), list =>
        {
            var stamps = list.Select(pair => Event.Create("key", new[] { (byte)pair.Item2 }, pair.Item1, "eu").Stamp).ToList();
            return stamps.Aggregate(Max) == Enumerable.Reverse(stamps).Aggregate(Max);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("d6da8e5561c44cb605669d6e64eeed8c4b21dfdf56b3757ef254f68c28c1c7")]
    [InlineData("d6da8e5561c44cb605669d6e64eeed8c4b21dfdf56b3757ef254f68c28c1c7bg")]
    public void What_is_not_a_hash_is_not_read(string text) => Assert.False(Hash256.TryParse(text, out _));

    private static EventStamp Max(EventStamp left, EventStamp right) => left > right ? left : right;
}
