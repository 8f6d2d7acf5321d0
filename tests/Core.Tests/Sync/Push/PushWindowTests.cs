using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Tests.Sync.Push;

public sealed class PushWindowTests
{
    private const int MaxFrames = 3;
    private const long LingerMs = 5;

    private readonly Outbox _outbox = new();
    private int _written;

    [Fact]
    public void A_first_event_goes_at_once_and_those_that_follow_linger_together()
    {
        var window = Begin();
        Write(1);
        Assert.Single(window.Take(100)!.Events);
        Write(1);
        Assert.Null(window.Take(101));
        Assert.Equal(101 + LingerMs, window.DeadlineMs);
        Write(2);
        Assert.Null(window.Take(101 + LingerMs - 1));
        Assert.Equal(3, window.Take(101 + LingerMs)!.Events.Count);
        Assert.Null(window.DeadlineMs);
    }

    [Fact]
    public void What_lingers_goes_at_once_when_nothing_is_in_flight_any_more()
    {
        var window = Begin();
        Write(1);
        window.Take(100);
        Write(1);
        Assert.Null(window.Take(100));
        window.Acknowledge(1);
        Assert.NotNull(window.Take(100));
    }

    [Fact]
    public void A_full_frame_does_not_linger()
    {
        var window = Begin();
        Write(1);
        window.Take(100);
        Write(ProtocolLimits.MaxEventsPerFrame + 1);
        Assert.Equal(ProtocolLimits.MaxEventsPerFrame, window.Take(100)!.Events.Count);
        Assert.Null(window.Take(100));
    }

    [Fact]
    public void No_more_frames_are_in_flight_than_allowed_and_one_acknowledgement_may_cover_several()
    {
        var window = Begin();
        Write((MaxFrames + 1) * ProtocolLimits.MaxEventsPerFrame);
        for (var i = 0; i < MaxFrames; i++)
            Assert.NotNull(window.Take(0));
        Assert.Null(window.Take(0));
        Assert.Null(window.DeadlineMs);
        Assert.Equal(2 * ProtocolLimits.MaxEventsPerFrame, window.Acknowledge(2 * ProtocolLimits.MaxEventsPerFrame));
        Assert.Equal((3 * (ulong)ProtocolLimits.MaxEventsPerFrame) + 1, (ulong)window.Take(0)!.FirstPosition);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(ulong.MaxValue)]
    public void Acknowledging_what_was_never_pushed_breaks_the_protocol(ulong position)
    {
        var window = Begin();
        Write(2);
        window.Take(0);
        Write(1);
        Assert.Throws<ProtocolViolationException>(() => window.Acknowledge(position));
        Assert.Throws<ProtocolViolationException>(() => Window().Begin(position, out _));
    }

    [Fact]
    public void Acknowledging_nothing_that_is_in_flight_breaks_the_protocol()
    {
        var window = Begin();
        Write(2);
        window.Take(0);
        window.Acknowledge(2);
        Assert.Throws<ProtocolViolationException>(() => window.Acknowledge(2));
    }

    [Fact]
    public void A_stream_begins_once_and_resumes_while_the_outbox_holds_what_the_peer_lacks()
    {
        Assert.Equal(PushResume.Begun, Window().Begin(0, out _));
        Assert.Equal(PushResume.Resumed, Window().Begin(0, out _));

        var window = Begin();
        Write(5);
        window.Take(0);
        var next = Window();
        Assert.Equal(PushResume.Resumed, next.Begin(3, out var acknowledged));
        Assert.Equal(3, acknowledged);
        Assert.Equal(4, next.Take(0)!.FirstPosition);
    }

    [Fact]
    public void A_stream_is_broken_when_the_peer_forgot_it_or_what_it_lacks_was_dropped()
    {
        var window = Begin();
        Write(5);
        window.Take(0);
        window.Acknowledge(5);
        Assert.Equal(PushResume.Broken, Window().Begin(0, out _));

        var small = new Outbox(maxEvents: 2);
        var first = new PushWindow(small, MaxFrames, LingerMs);
        first.Begin(0, out _);
        small.Add([Make(), Make()]);
        first.Take(0);
        small.Add([Make()]);
        Assert.Equal(PushResume.Broken, new PushWindow(small, MaxFrames, LingerMs).Begin(0, out _));
        Assert.Equal(PushResume.Resumed, new PushWindow(small, MaxFrames, LingerMs).Begin(1, out _));
    }

    private PushWindow Window() => new(_outbox, MaxFrames, LingerMs);

    private PushWindow Begin()
    {
        var window = Window();
        window.Begin(0, out _);
        return window;
    }

    private void Write(int events) => _outbox.Add([.. Enumerable.Range(0, events).Select(_ => Make())]);

    private Event Make() => Event.Create($"key{_written}", default(ReadOnlyMemory<byte>?), _written++, "eu");
}
