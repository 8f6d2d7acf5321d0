using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;

namespace Aevrion.Core.Tests.Sync.Sessions;

public sealed class DiallerSessionTests
{
    private static readonly Frame Request = new() { ProbeRequest = new ProbeRequest() };
    private static readonly Frame Answer = new() { ProbeAnswer = new ProbeAnswer() };

    private readonly Outbox _outbox = new();
    private readonly DiallerSession _session;
    private int _written;
    private long _nowMs = 500;

    public DiallerSessionTests() => _session = new DiallerSession(GivenSessions.Eu, "us", GivenSessions.Stream, _outbox);

    [Fact]
    public void A_welcome_opens_the_session_and_tells_the_clock_offset_to_half_the_time_it_took()
    {
        var hello = Assert.IsType<SendToPeer>(_session.Open(_nowMs, clockMs: 10_000).Single()).Frame.Hello;
        Assert.Equal(("eu", 10_000L), (hello.Region, hello.NowMs));
        Assert.False(_session.CanExchange);
        _nowMs += 100;
        var opened = Handle(new FrameArrived(GivenSessions.Welcome(welcome => welcome.NowMs = 10_080))).OfType<SessionOpened>().Single();
        Assert.Equal(new SessionOpened(30, PushResume.Begun), opened);
        Assert.True(_session.CanExchange);
    }

    [Fact]
    public void Nothing_but_a_welcome_or_a_refusal_answers_an_introduction()
    {
        _session.Open(_nowMs, 0);
        Assert.Throws<ProtocolViolationException>(() => Handle(new FrameArrived(GivenSessions.Ack(0))));
        Assert.Empty(Handle(new FrameArrived(GivenSessions.Welcome())));
        Assert.Null(_session.DeadlineMs);
    }

    [Fact]
    public void A_welcome_of_another_version_breaks_the_protocol_and_one_of_another_region_ends_the_session()
    {
        _session.Open(_nowMs, 0);
        var ended = Assert.IsType<SessionEnded>(Handle(new FrameArrived(GivenSessions.Welcome(welcome => welcome.Region = "ap"))).Single());
        Assert.Equal(Refusal.Types.Reason.UnknownRegion, ended.Refusal);

        var other = new DiallerSession(GivenSessions.Eu, "us", GivenSessions.Stream, _outbox);
        other.Open(_nowMs, 0);
        Assert.Throws<ProtocolViolationException>(
            () => other.Handle(new FrameArrived(GivenSessions.Welcome(welcome => welcome.Version++)), _nowMs));
    }

    [Fact]
    public void A_refusal_ends_the_session_with_the_peers_reason()
    {
        Open();
        var refused = Handle(new FrameArrived(FrameCodec.Refuse(Refusal.Types.Reason.Unavailable, "no database"))).Single();
        Assert.Equal(new SessionEnded(Refusal.Types.Reason.Unavailable, "no database"), refused);
    }

    [Fact]
    public void Pushes_go_on_behind_what_the_peer_has_and_tell_how_much_is_behind_them()
    {
        Write(3);
        new PushWindow(_outbox, 1).Begin(0, 0, out _);
        _outbox.NotePushed(3);
        Write(ProtocolLimits.MaxEventsPerFrame);
        var effects = Open(receivedThrough: 2);
        Assert.Equal(PushResume.Resumed, effects.OfType<SessionOpened>().Single().Resume);
        Assert.Equal(2, effects.OfType<EventsAcknowledged>().Single().Events);
        Assert.Equal(
            [(3UL, 1UL), (3UL + ProtocolLimits.MaxEventsPerFrame, 0UL)],
            PushesIn(effects).Select(push => (push.FirstPosition, push.Behind)));
    }

    [Fact]
    public void What_waited_at_the_opening_is_reported_once_it_is_acknowledged()
    {
        Write(2);
        Assert.Empty(Open().OfType<PushCaughtUp>());
        Write(1);
        Assert.Single(PushesIn(Handle(OutboxChanged.Instance)));
        var effects = Handle(new FrameArrived(GivenSessions.Ack(2)));
        Assert.Equal(2, effects.OfType<EventsAcknowledged>().Single().Events);
        Assert.Single(effects.OfType<PushCaughtUp>());
        Assert.Empty(Handle(new FrameArrived(GivenSessions.Ack(3))).OfType<PushCaughtUp>());
    }

    [Fact]
    public void With_an_empty_outbox_the_session_has_caught_up_at_once() =>
        Assert.Single(Open().OfType<PushCaughtUp>());

    [Fact]
    public void What_gathers_behind_a_few_frames_goes_with_the_next_acknowledgement_and_waits_for_no_time_to_pass()
    {
        Open();
        for (var i = 0; i < PushLimits.MaxPartFramesInFlight; i++)
        {
            Write(1);
            Assert.Single(PushesIn(Handle(OutboxChanged.Instance)));
        }

        Write(2);
        Assert.Empty(PushesIn(Handle(OutboxChanged.Instance)));
        Assert.Empty(PushesIn(Handle(TimeReached.Instance)));
        Assert.Equal(2, PushesIn(Handle(new FrameArrived(GivenSessions.Ack(1)))).Single().Events.Count);
    }

    [Fact]
    public void An_exchange_runs_beside_pushes()
    {
        Open();
        var exchange = new ScriptedExchange(ReadHorizon.Instance, new AskPeer(Request), AwaitFrame.Instance, new SendFrame(Request));
        Assert.Equal(new PerformEffect(ReadHorizon.Instance), Handle(new ExchangeRequested(exchange)).Single());
        Assert.False(_session.CanExchange);
        Write(1);
        Assert.Single(PushesIn(Handle(OutboxChanged.Instance)));
        var ask = Assert.IsType<SendToPeer>(Handle(new EffectPerformed(new HorizonRead(4, 5))).Single());
        Assert.Equal((Request, FramePurpose.Exchange), (ask.Frame, ask.Purpose));
        Handle(new FrameWritten(ask));
        Assert.Single(Handle(new FrameArrived(GivenSessions.Ack(1))).OfType<EventsAcknowledged>());
        Assert.Empty(Handle(new FrameArrived(Answer)));
        var send = Assert.IsType<SendToPeer>(Handle(new FrameArrived(Answer)).Single());
        var last = Handle(new FrameWritten(send));
        var ended = Assert.IsType<ExchangeEnded>(last[0]);
        Assert.True(((SendToPeer)FrontiersIn(last).Single()).Frame.Frontiers.ExchangeEnded);
        Assert.True(ended.Outcome.Equal);
        Assert.True(_session.CanExchange);
        Assert.Equal(4, exchange.Answered.Count);
    }

    [Fact]
    public void The_end_of_an_exchange_is_told_once_and_not_after_the_next_has_begun()
    {
        Open();
        var telling = FrontiersIn(Handle(new FrontiersChanged([new RegionFrontier { Region = "eu", Version = 1 }]))).Single();
        Handle(new ExchangeRequested(new ScriptedExchange(ReadHorizon.Instance)));
        Assert.Empty(FrontiersIn(Handle(new EffectPerformed(new HorizonRead(4, 5)))));
        Handle(new ExchangeRequested(new ScriptedExchange(ReadHorizon.Instance)));
        Assert.Empty(FrontiersIn(Handle(new FrameWritten((SendToPeer)telling))));

        var frontiers = ((SendToPeer)FrontiersIn(Handle(new EffectPerformed(new HorizonRead(4, 5)))).Single()).Frame.Frontiers;
        Assert.True(frontiers.ExchangeEnded);
        Assert.Empty(frontiers.Regions);
        Handle(new FrontiersChanged([new RegionFrontier { Region = "eu", Version = 2 }]));
        Assert.DoesNotContain(Handle(TimeReached.Instance).OfType<SendToPeer>(), sent => sent.Frame.Frontiers is { ExchangeEnded: true });
    }

    [Fact]
    public void Frames_of_an_answer_wait_in_order_while_the_exchange_is_busy_and_are_left_on_the_connection_beyond_a_limit()
    {
        Open();
        var steps = Enumerable.Repeat<SyncEffect>(AwaitFrame.Instance, SessionLimits.MaxAnswerFramesWaiting);
        var exchange = new ScriptedExchange([new AskPeer(Request), ReadHorizon.Instance, .. steps]);
        var ask = Assert.IsType<SendToPeer>(Handle(new ExchangeRequested(exchange)).Single());
        Assert.Empty(Handle(new FrameArrived(Answer)));
        Assert.IsType<PerformEffect>(Handle(new FrameWritten(ask)).Single());
        for (var i = 0; i < SessionLimits.MaxAnswerFramesWaiting; i++)
        {
            Assert.True(_session.WantsFrames);
            Assert.Empty(Handle(new FrameArrived(Answer)));
        }

        Assert.False(_session.WantsFrames);
        Assert.IsType<ExchangeEnded>(Handle(new EffectPerformed(new HorizonRead(4, 5)))[0]);
        Assert.True(_session.WantsFrames);
    }

    [Fact]
    public void An_answer_that_nobody_waits_for_breaks_the_protocol()
    {
        Open();
        Assert.Throws<ProtocolViolationException>(() => Handle(new FrameArrived(Answer)));
    }

    [Fact]
    public void More_answers_than_were_asked_for_break_the_protocol()
    {
        Open();
        var exchange = new ScriptedExchange(new AskPeer(Request), ReadHorizon.Instance);
        Write(Handle(new ExchangeRequested(exchange)));
        Handle(new FrameArrived(Answer));
        Handle(new FrameArrived(Answer));
        Assert.Throws<ProtocolViolationException>(() => Handle(new EffectPerformed(new HorizonRead(4, 5))));
    }

    [Fact]
    public void A_peer_that_does_not_answer_its_introduction_in_time_is_given_up()
    {
        Write(_session.Open(_nowMs, 0));
        EndsAfter(SessionLimits.HandshakeTimeoutMs);
    }

    [Fact]
    public void A_peer_that_acknowledges_nothing_in_time_is_given_up()
    {
        Open();
        Write(2 * ProtocolLimits.MaxEventsPerFrame);
        Write(Handle(OutboxChanged.Instance));
        _nowMs += SessionLimits.AcknowledgementTimeoutMs - 1;
        Handle(new FrameArrived(GivenSessions.Ack(ProtocolLimits.MaxEventsPerFrame)));
        EndsAfter(SessionLimits.AcknowledgementTimeoutMs);
    }

    [Fact]
    public void A_peer_that_does_not_answer_an_exchange_in_time_is_given_up()
    {
        Open();
        var requested = Handle(new ExchangeRequested(new ScriptedExchange(new AskPeer(Request), AwaitFrame.Instance)));
        _nowMs += 5;
        Write(requested);
        _nowMs += SessionLimits.AnswerTimeoutMs - 1;
        Handle(new FrameArrived(Answer));
        EndsAfter(SessionLimits.AnswerTimeoutMs);
    }

    [Fact]
    public void A_connection_that_takes_no_frames_is_given_up()
    {
        Open();
        Handle(new FrontiersChanged([new RegionFrontier { Region = "eu", Version = 1 }]));
        EndsAfter(SessionLimits.WriteTimeoutMs);
    }

    [Fact]
    public void An_idle_session_has_no_deadline()
    {
        Open();
        Write(1);
        Write(Handle(OutboxChanged.Instance));
        Handle(new FrameArrived(GivenSessions.Ack(1)));
        Assert.Null(_session.DeadlineMs);
    }

    [Fact]
    public void Frontiers_that_wait_for_the_connection_go_out_together_the_latest_of_each_region()
    {
        _session.Open(_nowMs, 0);
        Assert.Empty(Handle(new FrontiersChanged([new RegionFrontier { Region = "eu", Version = 1 }])));
        var first = FrontiersIn(Handle(new FrameArrived(GivenSessions.Welcome()))).Single();
        Assert.Equal(1UL, ((SendToPeer)first).Frame.Frontiers.Regions.Single().Version);
        Assert.Empty(Handle(new FrontiersChanged(
            [new RegionFrontier { Region = "ap", Version = 5 }, new RegionFrontier { Region = "eu", Version = 3 }])));
        Assert.Empty(Handle(new FrontiersChanged([new RegionFrontier { Region = "eu", Version = 2 }])));
        var second = ((SendToPeer)FrontiersIn(Handle(new FrameWritten((SendToPeer)first))).Single()).Frame.Frontiers;
        Assert.Equal([("ap", 5UL), ("eu", 3UL)], second.Regions.Select(record => (record.Region, record.Version)));
    }

    [Fact]
    public void A_peer_that_reads_nothing_and_acknowledges_everything_makes_no_frames_pile_up()
    {
        Open();
        Write(40 * ProtocolLimits.MaxEventsPerFrame / 10);
        var unwritten = 0;
        for (var position = 1; position <= 40; position++)
        {
            Write(1_000);
            unwritten += PushesIn(Handle(OutboxChanged.Instance)).Count;
            if (_outbox.PushedThrough >= _outbox.FirstPosition)
                unwritten += PushesIn(Handle(new FrameArrived(GivenSessions.Ack((int)_outbox.PushedThrough)))).Count;
            _nowMs++;
            Assert.True(unwritten <= _session.MaxFramesUnwritten);
            Assert.True(_session.DeadlineMs > _nowMs, "nothing spins while the connection takes nothing");
        }
    }

    private static List<Core.Sync.Protocol.Push> PushesIn(IEnumerable<SessionEffect> effects) =>
        [.. effects.OfType<SendToPeer>().Where(send => send.Purpose == FramePurpose.Push).Select(send => send.Frame.Push)];

    private static IEnumerable<SessionEffect> FrontiersIn(IEnumerable<SessionEffect> effects) =>
        effects.Where(effect => effect is SendToPeer { Purpose: FramePurpose.Frontiers });

    private IReadOnlyList<SessionEffect> Open(int receivedThrough = 0)
    {
        Write(_session.Open(_nowMs, 0));
        return Handle(new FrameArrived(GivenSessions.Welcome(welcome => welcome.ReceivedThrough = (ulong)receivedThrough)));
    }

    private IReadOnlyList<SessionEffect> Handle(SessionInput input) => _session.Handle(input, _nowMs);

    private void Write(IEnumerable<SessionEffect> effects)
    {
        foreach (var send in effects.OfType<SendToPeer>())
            Handle(new FrameWritten(send));
    }

    private void Write(int events) => _outbox.Add([.. Enumerable.Range(0, events).Select(_ => GivenSessions.At(++_written))]);

    private void EndsAfter(long limitMs)
    {
        Assert.Equal(_nowMs + limitMs, _session.DeadlineMs);
        _nowMs += limitMs - 1;
        Assert.Empty(Handle(TimeReached.Instance));
        _nowMs++;
        Assert.Null(Assert.IsType<SessionEnded>(Handle(TimeReached.Instance).Single()).Refusal);
        Assert.Null(_session.DeadlineMs);
    }
}
