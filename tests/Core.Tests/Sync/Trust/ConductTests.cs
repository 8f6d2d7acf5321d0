using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;

namespace Aevrion.Core.Tests.Sync.Trust;

public sealed class ConductTests
{
    private readonly Conduct _conduct = new();

    [Fact]
    public void A_peer_that_never_broke_the_protocol_is_let_in()
    {
        Assert.False(_conduct.IsBarred(0));
        Assert.Null(_conduct.BarredUntilMs);
    }

    [Fact]
    public void One_that_goes_on_is_kept_out_twice_as_long_each_time_up_to_the_longest()
    {
        var nowMs = 5_000L;
        for (var violations = 1; violations <= 30; violations++)
        {
            var expected = Math.Min(TrustLimits.MinBackOffMs * Math.Pow(2, violations - 1), TrustLimits.MaxBackOffMs);
            Assert.Equal(expected, _conduct.Violate(nowMs));
            Assert.True(_conduct.IsBarred(nowMs + (long)expected - 1));
            nowMs += (long)expected;
            Assert.False(_conduct.IsBarred(nowMs));
        }

        Assert.Equal(30, _conduct.Violations);
    }

    [Fact]
    public void What_it_does_on_several_connections_at_once_counts_and_keeps_it_out_once()
    {
        Assert.Equal(TrustLimits.MinBackOffMs, _conduct.Violate(0));
        Assert.Equal(TrustLimits.MinBackOffMs - 10, _conduct.Violate(10));
        Assert.Equal((2, TrustLimits.MinBackOffMs), (_conduct.Violations, _conduct.BarredUntilMs!.Value));
    }

    [Fact]
    public void One_that_has_behaved_for_a_while_begins_anew_and_one_that_nearly_has_does_not()
    {
        _conduct.Violate(0);
        var letInMs = TrustLimits.MinBackOffMs;
        Assert.Equal(2 * TrustLimits.MinBackOffMs, _conduct.Violate(letInMs + TrustLimits.MinProbationMs - 1));
        letInMs = _conduct.BarredUntilMs!.Value;
        Assert.Equal(TrustLimits.MinBackOffMs, _conduct.Violate(letInMs + TrustLimits.MinProbationMs));
    }

    [Fact]
    public void The_longer_it_was_kept_out_the_longer_it_has_to_behave()
    {
        var nowMs = 0L;
        for (var i = 0; i < 12; i++)
            nowMs += _conduct.Violate(nowMs);
        Assert.Equal(TrustLimits.MaxBackOffMs, _conduct.Violate(nowMs + (2 * TrustLimits.MaxBackOffMs) - 1));
        Assert.Equal(TrustLimits.MinBackOffMs, _conduct.Violate(_conduct.BarredUntilMs!.Value + (2 * TrustLimits.MaxBackOffMs)));
    }

    [Theory]
    [InlineData(Refusal.Types.Reason.Malformed, true)]
    [InlineData(Refusal.Types.Reason.Unexpected, true)]
    [InlineData(Refusal.Types.Reason.TooLarge, true)]
    [InlineData(Refusal.Types.Reason.InvalidEvent, true)]
    [InlineData(Refusal.Types.Reason.Version, false)]
    [InlineData(Refusal.Types.Reason.Shape, false)]
    [InlineData(Refusal.Types.Reason.UnknownRegion, false)]
    [InlineData(Refusal.Types.Reason.Busy, false)]
    [InlineData(Refusal.Types.Reason.Unavailable, false)]
    public void A_configuration_or_a_bad_moment_is_no_violation(Refusal.Types.Reason reason, bool isViolation) =>
        Assert.Equal(isViolation, Conduct.IsViolation(reason));
}
