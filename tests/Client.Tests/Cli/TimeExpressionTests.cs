using Aevrion.Cli.Time;

namespace Aevrion.Client.Tests.Cli;

public sealed class TimeExpressionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1769860800123", 1_769_860_800_123)]
    [InlineData("-1", -1)]
    [InlineData("2026-01-31", 1_769_817_600_000)]
    [InlineData("2026-01-31T12:00Z", 1_769_860_800_000)]
    [InlineData("2026-01-31T12:00:00", 1_769_860_800_000)]
    [InlineData("2026-01-31T12:00:00.1239Z", 1_769_860_800_123)]
    [InlineData("2026-01-31 14:00:00+02:00", 1_769_860_800_000)]
    [InlineData("20260131T120000Z", 1_769_860_800_000)]
    [InlineData("now", 1_769_860_800_000)]
    [InlineData("5m ago", 1_769_860_500_000)]
    [InlineData("  90 S  AGO ", 1_769_860_710_000)]
    [InlineData("250ms ago", 1_769_860_799_750)]
    [InlineData("1d12h ago", 1_769_731_200_000)]
    [InlineData("1w 1d ago", 1_769_169_600_000)]
    public void A_time_is_understood(string text, long expected)
    {
        Assert.True(TimeExpression.TryParse(text, Now, out var timestamp));
        Assert.Equal(expected, timestamp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ago")]
    [InlineData("5m")]
    [InlineData("5 ago")]
    [InlineData("5mago")]
    [InlineData("5y ago")]
    [InlineData("-5m ago")]
    [InlineData("1.5h ago")]
    [InlineData("31/01/2026")]
    [InlineData("2026-02-30")]
    [InlineData("12:00")]
    [InlineData("99999999999999999999")]
    [InlineData("yesterday")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeExpression.TryParse(text, Now, out _));
}
