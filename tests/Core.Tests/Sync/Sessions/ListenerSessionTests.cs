using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Sessions;

public sealed class ListenerSessionTests
{
    private const long ClockMs = 7_000;

    private readonly StreamPositions _positions = new();
    private readonly ModelRegion _region = new(GivenSessions.Shape);

    public static TheoryData<Refusal.Types.Reason, Action<Hello>> BadIntroductions => new()
    {
        { Refusal.Types.Reason.Version, hello => hello.Version++ },
        { Refusal.Types.Reason.Shape, hello => hello.GranularityMs++ },
        { Refusal.Types.Reason.Shape, hello => hello.BranchingFactor++ },
        { Refusal.Types.Reason.UnknownRegion, hello => hello.Region = "ap" },
        { Refusal.Types.Reason.Malformed, hello => hello.Stream = ByteString.CopyFrom(1, 2, 3) },
        { Refusal.Types.Reason.Malformed, hello => hello.Neighbours.Add(new string('n', ProtocolLimits.MaxRegionNameLength + 1)) },
        { Refusal.Types.Reason.Malformed, hello => hello.Neighbours.AddRange(Enumerable.Repeat("ap", ProtocolLimits.MaxNeighbours)) },
    };

    [Fact]
    public void An_introduction_is_noted_and_answered_with_what_is_durable()
    {
        _positions.Set(GivenSessions.Stream, 42);
        var session = New();
        var note = Assert.IsType<NotePeer>(session.Receive(GivenSessions.Hello(), ClockMs));
        Assert.Equal("eu", note.Region);
        Assert.Equal(["ap", "us"], note.Neighbours);
        var welcome = Assert.IsType<SendFrame>(session.Handle(Noted.Instance)).Frame.Welcome;
        Assert.Equal(("us", 42UL, ClockMs), (welcome.Region, welcome.ReceivedThrough, welcome.NowMs));
        Assert.Null(session.Handle(FrameSent.Instance));
        Assert.Equal("eu", session.Peer);
    }

    [Theory]
    [MemberData(nameof(BadIntroductions), DisableDiscoveryEnumeration = true)]
    public void A_bad_introduction_is_refused_with_its_reason(Refusal.Types.Reason reason, Action<Hello> change)
    {
        var session = New();
        var violation = Assert.Throws<ProtocolViolationException>(() => session.Receive(GivenSessions.Hello(change), ClockMs));
        Assert.Equal(reason, violation.Reason);
        Assert.Null(session.Peer);
        Assert.Throws<InvalidOperationException>(() => session.Receive(GivenSessions.Hello(), ClockMs));
    }

    [Fact]
    public void The_first_frame_is_an_introduction_and_no_other_is()
    {
        Assert.Throws<ProtocolViolationException>(() => New().Receive(GivenSessions.PushOf(1, 1), ClockMs));
        var session = Greeted();
        Assert.Throws<ProtocolViolationException>(() => session.Receive(GivenSessions.Hello(), ClockMs));
    }

    [Fact]
    public void An_introduction_that_does_not_come_in_time_ends_the_session()
    {
        var session = New();
        Assert.Equal(SessionLimits.HandshakeTimeoutMs, session.DeadlineMs);
        Assert.Throws<ProtocolViolationException>(session.Expire);
        Assert.Null(session.DeadlineMs);
        Assert.Null(Greeted().DeadlineMs);
    }

    [Fact]
    public void A_push_is_acknowledged_after_its_admission_was_answered()
    {
        var session = Greeted();
        var admit = Assert.IsType<AdmitEvents>(session.Receive(GivenSessions.PushOf(1, 3), ClockMs));
        Assert.Equal([1L, 2L, 3L], admit.Events.Select(item => item.Timestamp));
        Assert.Equal(0UL, _positions.Get(GivenSessions.Stream));
        var answer = Assert.IsType<SendFrame>(session.Handle(new EventsAdmitted(3)));
        Assert.Equal(3UL, answer.Frame.PushAck.ReceivedThrough);
        Assert.Equal(3UL, _positions.Get(GivenSessions.Stream));
        Assert.Null(session.Handle(FrameSent.Instance));
    }

    [Fact]
    public void Pushes_set_aside_become_durable_side_by_side_and_are_acknowledged_in_their_order()
    {
        var session = Greeted();
        SetAside(session, GivenSessions.PushOf(1, 3));
        SetAside(session, GivenSessions.PushOf(4, 2));
        Assert.Equal(2, session.Aside);
        Assert.Equal(0UL, _positions.Get(GivenSessions.Stream));

        Assert.Equal(3UL, session.Admitted(new EventsAdmitted(3))!.PushAck.ReceivedThrough);
        Assert.Equal(3UL, _positions.Get(GivenSessions.Stream));
        Assert.Equal(5UL, session.Admitted(new EventsAdmitted(2))!.PushAck.ReceivedThrough);
        Assert.Equal(5UL, _positions.Get(GivenSessions.Stream));
    }

    [Fact]
    public void An_acknowledgement_tells_what_waits_for_its_time_and_so_does_the_next_welcome()
    {
        var session = Greeted();
        SetAside(session, GivenSessions.PushOf(1, 3));
        SetAside(session, GivenSessions.PushOf(4, 2));
        SetAside(session, GivenSessions.PushOf(6, 1));
        Assert.Equal(0UL, session.Admitted(new EventsAdmitted(3))!.PushAck.HeldBackThrough);
        Assert.Equal(5UL, session.Admitted(new EventsAdmitted(1, HeldBack: 1))!.PushAck.HeldBackThrough);
        Assert.Equal(5UL, session.Admitted(new EventsAdmitted(1))!.PushAck.HeldBackThrough);
        var welcome = Run(New(), GivenSessions.Hello()).OfType<SendFrame>().Single().Frame.Welcome;
        Assert.Equal((6UL, true, 5UL), (welcome.ReceivedThrough, welcome.HasHeldBackThrough, welcome.HeldBackThrough));
    }

    [Fact]
    public void Other_frames_are_dealt_with_while_a_push_is_set_aside()
    {
        var session = Greeted();
        SetAside(session, GivenSessions.PushOf(1, 3));
        var frontiers = new Core.Sync.Protocol.Frontiers();
        frontiers.Regions.Add(new RegionFrontier { Region = "ap", Version = 3 });
        Assert.IsType<LearnFrontiers>(session.Receive(new Frame { Frontiers = frontiers }, ClockMs));
        Assert.Null(session.Handle(Noted.Instance));
    }

    [Fact]
    public void What_another_connection_made_durable_is_acknowledged_once()
    {
        var session = Greeted();
        SetAside(session, GivenSessions.PushOf(1, 3));
        _positions.Set(GivenSessions.Stream, 5);
        Assert.Equal(5UL, Run(session, GivenSessions.PushOf(4, 2)).OfType<SendFrame>().Single().Frame.PushAck.ReceivedThrough);
        Assert.Null(session.Admitted(new EventsAdmitted(0)));
        Assert.Equal(5UL, _positions.Get(GivenSessions.Stream));
    }

    [Fact]
    public void No_push_overtakes_one_that_is_set_aside()
    {
        var session = Greeted();
        SetAside(session, GivenSessions.PushOf(1, 3));
        Assert.IsType<AdmitEvents>(session.Receive(GivenSessions.PushOf(4, 2), ClockMs));
        Assert.Throws<InvalidOperationException>(() => session.Handle(new EventsAdmitted(2)));
    }

    [Fact]
    public void No_more_pushes_are_set_aside_than_an_honest_dialler_sends_ahead()
    {
        var session = Greeted();
        for (var i = 0; i < PushLimits.MaxFramesInFlight; i++)
            SetAside(session, GivenSessions.PushOf(i + 1, 1));
        session.Receive(GivenSessions.PushOf(PushLimits.MaxFramesInFlight + 1, 1), ClockMs);
        Assert.False(session.CanSetAside);
        session.Admitted(new EventsAdmitted(1));
        Assert.True(session.CanSetAside);
    }

    [Fact]
    public void What_is_durable_already_is_acknowledged_and_not_admitted_again()
    {
        var session = Greeted();
        Run(session, GivenSessions.PushOf(1, 5));
        Assert.Equal([], Run(session, GivenSessions.PushOf(2, 3)).OfType<AdmitEvents>());

        var overlapping = Run(session, GivenSessions.PushOf(4, 4));
        Assert.Equal([6L, 7L], overlapping.OfType<AdmitEvents>().Single().Events.Select(item => item.Timestamp));
        Assert.Equal(7UL, overlapping.OfType<SendFrame>().Single().Frame.PushAck.ReceivedThrough);
    }

    [Fact]
    public void Positions_may_jump_over_what_the_dialler_dropped()
    {
        var session = Greeted();
        Run(session, GivenSessions.PushOf(1, 2));
        Assert.Equal(12UL, Run(session, GivenSessions.PushOf(11, 2)).OfType<SendFrame>().Single().Frame.PushAck.ReceivedThrough);
    }

    [Fact]
    public void The_peer_has_caught_up_once_all_that_waited_at_its_first_push_is_durable()
    {
        var session = Greeted();
        Assert.True(session.HasCaughtUp);
        Run(session, GivenSessions.PushOf(1, 2, behind: 4));
        Assert.Equal((false, 4L), (session.HasCaughtUp, session.Behind));
        Run(session, GivenSessions.PushOf(3, 2, behind: 9));
        Assert.False(session.HasCaughtUp);
        Run(session, GivenSessions.PushOf(5, 2, behind: 9));
        Assert.Equal((true, 9L), (session.HasCaughtUp, session.Behind));
    }

    [Fact]
    public void An_event_whose_id_does_not_match_is_refused_and_nothing_of_the_push_admitted()
    {
        var session = Greeted();
        var push = GivenSessions.PushOf(1, 3);
        push.Push.Events[2].Timestamp++;
        var violation = Assert.Throws<ProtocolViolationException>(() => session.Receive(push, ClockMs));
        Assert.Equal(Refusal.Types.Reason.InvalidEvent, violation.Reason);
        Assert.Empty(_region.Stamps);
    }

    [Fact]
    public void Frontiers_are_passed_on_when_they_keep_their_limits()
    {
        var session = Greeted();
        var frontiers = new Core.Sync.Protocol.Frontiers();
        frontiers.Regions.Add(new RegionFrontier { Region = "ap", Version = 3 });
        var learn = Assert.IsType<LearnFrontiers>(session.Receive(new Frame { Frontiers = frontiers }, ClockMs));
        Assert.Equal(("eu", "ap"), (learn.Region, learn.Records.Single().Region));
        Assert.Null(session.Handle(Noted.Instance));

        frontiers.Regions[0].Points.Add(new FrontierPoint { Leaf = 1, Digest = ByteString.CopyFrom(1) });
        Assert.Throws<ProtocolViolationException>(() => session.Receive(new Frame { Frontiers = frontiers }, ClockMs));
    }

    [Fact]
    public void A_refusal_of_the_peer_ends_the_session()
    {
        var session = Greeted();
        var leaves = Assert.IsType<PeerLeaves>(session.Receive(FrameCodec.Refuse(Refusal.Types.Reason.Busy, "later"), ClockMs));
        Assert.Equal((Refusal.Types.Reason.Busy, "later"), (leaves.Reason, leaves.Message));
        Assert.Throws<InvalidOperationException>(() => session.Receive(GivenSessions.PushOf(1, 1), ClockMs));
    }

    private static void SetAside(ListenerSession session, Frame push)
    {
        Assert.IsType<AdmitEvents>(session.Receive(push, ClockMs));
        Assert.True(session.CanSetAside);
        session.SetAside();
    }

    private ListenerSession New() => new(GivenSessions.Us, _positions, openedMs: 0);

    private ListenerSession Greeted()
    {
        var session = New();
        Run(session, GivenSessions.Hello());
        return session;
    }

    private List<SyncEffect> Run(ListenerSession session, Frame frame)
    {
        var effects = new List<SyncEffect>();
        for (var effect = session.Receive(frame, ClockMs); effect is not null; effect = session.Handle(AnswerTo(effect)))
            effects.Add(effect);
        return effects;
    }

    private SyncInput AnswerTo(SyncEffect effect) => effect switch
    {
        SendFrame => FrameSent.Instance,
        NotePeer or LearnFrontiers => Noted.Instance,
        _ => _region.Perform(effect, horizon: 10),
    };
}
