using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Scheduling;

namespace Aevrion.Core.Tests.Sync.Scheduling;

public sealed class CatchUpTests
{
    private const long SettleMs = 2_000;

    private readonly CatchUp _catchUp = new(SettleMs);

    [Theory]
    [InlineData(PushResume.Begun)]
    [InlineData(PushResume.Broken)]
    public void A_stream_that_begins_or_broke_is_verified_as_soon_as_this_side_has_caught_up(PushResume resume)
    {
        _catchUp.Opened(resume, 100);
        Assert.False(_catchUp.TakeDue(5_000));
        _catchUp.SentAll(5_000);
        Assert.True(_catchUp.TakeDue(5_000));
        Assert.False(_catchUp.TakeDue(long.MaxValue));
    }

    [Fact]
    public void A_resumed_stream_is_verified_once_both_sides_have_caught_up_and_settled()
    {
        _catchUp.InboundOpened(0);
        _catchUp.InboundClosed();
        _catchUp.Opened(PushResume.Resumed, 100);
        _catchUp.SentAll(200);
        Assert.False(_catchUp.TakeDue(200 + SettleMs));
        _catchUp.InboundOpened(3_000);
        _catchUp.InboundPushed(isReceivedAll: false, 3_100);
        Assert.False(_catchUp.TakeDue(3_100 + SettleMs));
        _catchUp.InboundPushed(isReceivedAll: true, 9_000);
        Assert.False(_catchUp.TakeDue(9_000 + SettleMs - 1));
        _catchUp.InboundPushed(isReceivedAll: true, 9_500);
        Assert.Equal(9_000 + SettleMs, _catchUp.DueMs);
        Assert.True(_catchUp.TakeDue(9_000 + SettleMs));
        Assert.False(_catchUp.IsPending);
    }

    [Fact]
    public void A_peer_that_never_connected_here_is_not_waited_for()
    {
        _catchUp.Opened(PushResume.Resumed, 100);
        _catchUp.SentAll(200);
        Assert.True(_catchUp.TakeDue(200 + SettleMs));
    }

    [Theory]
    [InlineData(PushResume.Begun, false)]
    [InlineData(PushResume.Resumed, false)]
    [InlineData(PushResume.Resumed, true)]
    public void Nobody_is_waited_for_longer_than_patience_lasts(PushResume resume, bool isSentAll)
    {
        _catchUp.InboundOpened(0);
        _catchUp.InboundPushed(isReceivedAll: false, 50);
        _catchUp.Opened(resume, 100);
        if (isSentAll)
            _catchUp.SentAll(150);
        Assert.False(_catchUp.TakeDue(100 + ScheduleLimits.CatchUpPatienceMs - 1));
        Assert.True(_catchUp.TakeDue(100 + ScheduleLimits.CatchUpPatienceMs));
    }

    [Theory]
    [InlineData(PushResume.Begun)]
    [InlineData(PushResume.Broken)]
    [InlineData(PushResume.Resumed)]
    public void An_exchange_that_the_peer_runs_goes_first_however_long_it_takes(PushResume resume)
    {
        _catchUp.InboundOpened(0);
        _catchUp.InboundExchanged(10);
        _catchUp.InboundExchangeEnded();
        _catchUp.InboundExchanged(50);
        _catchUp.Opened(resume, 100);
        _catchUp.SentAll(150);
        var servedMs = 50L;
        for (; servedMs < 5 * ScheduleLimits.CatchUpPatienceMs; servedMs += ScheduleLimits.CatchUpPatienceMs - 1)
        {
            _catchUp.InboundExchanged(servedMs);
            Assert.False(_catchUp.TakeDue(servedMs + ScheduleLimits.CatchUpPatienceMs - 1));
        }

        Assert.False(_catchUp.TakeDue(servedMs));
        _catchUp.InboundExchangeEnded();
        Assert.True(_catchUp.TakeDue(servedMs));
    }

    [Theory]
    [InlineData(PushResume.Broken)]
    [InlineData(PushResume.Resumed)]
    public void An_exchange_of_the_peer_is_waited_for_no_longer_than_patience_lasts_after_its_last_frame(PushResume resume)
    {
        _catchUp.InboundOpened(0);
        _catchUp.InboundExchanged(10);
        _catchUp.InboundExchangeEnded();
        _catchUp.InboundExchanged(50);
        _catchUp.Opened(resume, 1_000);
        _catchUp.SentAll(1_000);
        Assert.Equal(50 + ScheduleLimits.CatchUpPatienceMs, _catchUp.DueMs);
        Assert.True(_catchUp.TakeDue(50 + ScheduleLimits.CatchUpPatienceMs));
    }

    [Theory]
    [InlineData(PushResume.Broken)]
    [InlineData(PushResume.Resumed)]
    public void An_exchange_of_the_peer_that_has_ended_or_was_cut_off_is_not_waited_for(PushResume resume)
    {
        var settleMs = resume == PushResume.Resumed ? SettleMs : 0;
        _catchUp.InboundOpened(0);
        _catchUp.InboundExchanged(50);
        _catchUp.InboundExchangeEnded();
        _catchUp.Opened(resume, 100);
        _catchUp.SentAll(100);
        Assert.Equal(100 + settleMs, _catchUp.DueMs);

        _catchUp.Opened(resume, 10_000);
        _catchUp.SentAll(10_000);
        _catchUp.InboundExchanged(11_000);
        _catchUp.InboundClosed();
        _catchUp.InboundOpened(11_000);
        Assert.Equal(11_000 + settleMs, _catchUp.DueMs);
    }

    [Theory]
    [InlineData(PushResume.Broken)]
    [InlineData(PushResume.Resumed)]
    public void A_peer_that_never_says_that_its_exchanges_end_is_waited_for_while_it_goes_on_within_the_settle_delay(PushResume resume)
    {
        _catchUp.InboundOpened(0);
        _catchUp.Opened(resume, 100);
        _catchUp.SentAll(150);
        for (var servedMs = 150L; servedMs < 3 * ScheduleLimits.CatchUpPatienceMs; servedMs += SettleMs - 1)
        {
            _catchUp.InboundExchanged(servedMs);
            Assert.False(_catchUp.TakeDue(servedMs + SettleMs - 1));
            Assert.Equal(servedMs + SettleMs, _catchUp.DueMs);
        }
    }

    [Fact]
    public void A_connection_that_is_gone_makes_nothing_due()
    {
        _catchUp.Opened(PushResume.Begun, 100);
        Assert.True(_catchUp.IsPending);
        _catchUp.SentAll(100);
        _catchUp.Closed();
        Assert.Null(_catchUp.DueMs);
        Assert.False(_catchUp.TakeDue(long.MaxValue));
    }
}
