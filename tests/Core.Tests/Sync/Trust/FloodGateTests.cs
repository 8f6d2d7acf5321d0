using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;
using Aevrion.Core.Tests.Sync.Sessions;

namespace Aevrion.Core.Tests.Sync.Trust;

public sealed class FloodGateTests
{
    private static readonly FloodLimits Limits = new(Frames: 10, Events: 20, Bytes: 1_000);

    private readonly FloodGate _gate = new(Limits, nowMs: 0);

    [Fact]
    public void What_stays_below_the_limits_goes_on_for_ever()
    {
        for (var i = 1; i <= 1_000; i++)
            _gate.Take(GivenSessions.PushOf(1, 2), bytes: 100, nowMs: 100 * i);
    }

    [Fact]
    public void A_burst_passes_and_what_follows_it_at_once_does_not()
    {
        for (var i = 0; i < Limits.Frames * TrustLimits.BurstSeconds; i++)
            _gate.Take(GivenSessions.Hello(), bytes: 1, nowMs: 0);
        var flood = Assert.Throws<ProtocolViolationException>(() => _gate.Take(GivenSessions.Hello(), bytes: 1, nowMs: 99));
        Assert.Contains("10 frames a second", flood.Message, StringComparison.Ordinal);
        Assert.True(Conduct.IsViolation(flood.Reason));
    }

    [Fact]
    public void Time_fills_it_again_up_to_a_burst()
    {
        _gate.Take(GivenSessions.Hello(), bytes: 10_000, nowMs: 0);
        _gate.Take(GivenSessions.Hello(), bytes: 1_000, nowMs: 1_000);
        _gate.Take(GivenSessions.Hello(), bytes: 10_000, nowMs: 1_000_000);
        Assert.Contains("bytes", Assert.Throws<ProtocolViolationException>(() => _gate.Take(GivenSessions.Hello(), 1, 1_000_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_pushes_and_of_transfers_count_together()
    {
        _gate.Take(GivenSessions.PushOf(1, 150), bytes: 1, nowMs: 0);
        var transfer = new Frame { Transfer = new Transfer { Events = { GivenSessions.PushOf(1, 51).Push.Events } } };
        Assert.Contains("events", Assert.Throws<ProtocolViolationException>(() => _gate.Take(transfer, 1, 0)).Message, StringComparison.Ordinal);
    }
}
