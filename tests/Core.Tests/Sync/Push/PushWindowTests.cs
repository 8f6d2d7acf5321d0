using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Tests.Sync.Push;

public sealed class PushWindowTests
{
    private const int MaxFrames = 5;

    private readonly Outbox _outbox = new();
    private int _written;

    [Fact]
    public void A_few_frames_go_at_once_and_what_follows_gathers_until_one_of_them_is_acknowledged()
    {
        var window = Begin();
        for (var i = 0; i < PushLimits.MaxPartFramesInFlight; i++)
        {
            Write(1);
            Assert.Single(window.Take()!.Events);
        }

        Write(3);
        Assert.Null(window.Take());
        window.Acknowledge(1, 0);
        Assert.Equal(3, window.Take()!.Events.Count);
    }

    [Fact]
    public void A_full_frame_waits_for_no_other()
    {
        var window = Begin();
        for (var i = 0; i < PushLimits.MaxPartFramesInFlight; i++)
        {
            Write(1);
            window.Take();
        }

        Write(ProtocolLimits.MaxEventsPerFrame + 1);
        Assert.Equal(ProtocolLimits.MaxEventsPerFrame, window.Take()!.Events.Count);
        Assert.Null(window.Take());
    }

    [Fact]
    public void A_frame_is_full_by_its_bytes_too()
    {
        var window = Begin();
        for (var i = 0; i < PushLimits.MaxPartFramesInFlight; i++)
        {
            Write(1);
            window.Take();
            window.Acknowledge((ulong)_written, 0);
        }

        for (var i = 0; i <= PushLimits.MaxPartFramesInFlight; i++)
        {
            var value = new byte[ProtocolLimits.TargetFrameBytes];
            _outbox.Add([Event.Create($"large{i}", value, 1_000 + i, "eu")]);
            Assert.NotNull(window.Take());
        }
    }

    [Fact]
    public void No_more_frames_are_in_flight_than_allowed_and_one_acknowledgement_may_cover_several()
    {
        var window = Begin();
        Write((MaxFrames + 1) * ProtocolLimits.MaxEventsPerFrame);
        for (var i = 0; i < MaxFrames; i++)
            Assert.NotNull(window.Take());
        Assert.Null(window.Take());
        Assert.Equal(2 * ProtocolLimits.MaxEventsPerFrame, window.Acknowledge(2 * ProtocolLimits.MaxEventsPerFrame, 0));
        Assert.Equal((MaxFrames * (ulong)ProtocolLimits.MaxEventsPerFrame) + 1, (ulong)window.Take()!.FirstPosition);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(ulong.MaxValue)]
    public void Acknowledging_what_was_never_pushed_breaks_the_protocol(ulong position)
    {
        var window = Begin();
        Write(2);
        window.Take();
        Write(1);
        Assert.Throws<ProtocolViolationException>(() => window.Acknowledge(position, 0));
        Assert.Throws<ProtocolViolationException>(() => Window().Begin(position, 0, out _));
    }

    [Fact]
    public void Acknowledging_nothing_that_is_in_flight_breaks_the_protocol()
    {
        var window = Begin();
        Write(2);
        window.Take();
        window.Acknowledge(2, 0);
        Assert.Throws<ProtocolViolationException>(() => window.Acknowledge(2, 0));
    }

    [Fact]
    public void A_stream_begins_once_and_resumes_while_the_outbox_holds_what_the_peer_lacks()
    {
        Assert.Equal(PushResume.Begun, Window().Begin(0, 0, out _));
        Assert.Equal(PushResume.Resumed, Window().Begin(0, 0, out _));

        var window = Begin();
        Write(5);
        window.Take();
        var next = Window();
        Assert.Equal(PushResume.Resumed, next.Begin(3, 0, out var acknowledged));
        Assert.Equal(3, acknowledged);
        Assert.Equal(4, next.Take()!.FirstPosition);
    }

    [Fact]
    public void A_stream_is_broken_when_the_peer_forgot_it_or_what_it_lacks_was_dropped()
    {
        var window = Begin();
        Write(5);
        window.Take();
        window.Acknowledge(5, 0);
        Assert.Equal(PushResume.Broken, Window().Begin(0, 0, out _));

        var small = new Outbox(maxEvents: 2, maxStamps: 0);
        var first = new PushWindow(small, MaxFrames);
        first.Begin(0, 0, out _);
        small.Add([Make(), Make()]);
        first.Take();
        small.Add([Make()]);
        Assert.Equal(PushResume.Broken, new PushWindow(small, MaxFrames).Begin(0, 0, out _));
        Assert.Equal(PushResume.Resumed, new PushWindow(small, MaxFrames).Begin(1, 0, out _));
    }

    private PushWindow Window() => new(_outbox, MaxFrames);

    private PushWindow Begin()
    {
        var window = Window();
        window.Begin(0, 0, out _);
        return window;
    }

    private void Write(int events) => _outbox.Add([.. Enumerable.Range(0, events).Select(_ => Make())]);

    private Event Make() => Event.Create($"key{_written}", default(ReadOnlyMemory<byte>?), _written++, "eu");
}
