using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Events;

public sealed class EventRulesTests
{
    [Theory]
    [InlineData("", EventRejection.KeyEmpty)]
    [InlineData("a", EventRejection.None)]
    [InlineData(" ", EventRejection.None)]
    [InlineData("a/b/../c%", EventRejection.None)]
    [InlineData("a\0b", EventRejection.KeyHasNul)]
    public void Keys(string key, EventRejection expected) => Assert.Equal(expected, EventRules.CheckKey(key));

    [Fact]
    public void A_key_with_half_a_surrogate_pair_is_refused() =>
        Assert.Equal(EventRejection.KeyNotUnicode, EventRules.CheckKey("a" + (char)0xd800 + "b"));

    [Fact]
    public void A_key_is_limited_in_bytes_not_characters()
    {
        Assert.Equal(EventRejection.None, EventRules.CheckKey(new string('k', 1024)));
        Assert.Equal(EventRejection.KeyTooLong, EventRules.CheckKey(new string('k', 1025)));
        Assert.Equal(EventRejection.None, EventRules.CheckKey(new string('ж', 512)));
        Assert.Equal(EventRejection.KeyTooLong, EventRules.CheckKey(new string('ж', 513)));
    }

    [Theory]
    [InlineData(-1, EventRejection.TimestampNegative)]
    [InlineData(0, EventRejection.None)]
    [InlineData(EventLimits.MaxTimestamp, EventRejection.None)]
    [InlineData(EventLimits.MaxTimestamp + 1, EventRejection.TimestampTooLate)]
    public void Timestamps(long timestamp, EventRejection expected) => Assert.Equal(expected, EventRules.Check("key", 0, timestamp));

    [Fact]
    public void Values_are_limited()
    {
        Assert.Equal(EventRejection.None, EventRules.Check("key", EventLimits.MaxValueBytes, 0));
        Assert.Equal(EventRejection.ValueTooLarge, EventRules.Check("key", EventLimits.MaxValueBytes + 1, 0));
    }
}
