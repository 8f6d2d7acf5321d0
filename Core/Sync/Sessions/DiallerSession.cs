using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// The dialler's end of one connection, without I/O: introduces its region, pushes what the outbox holds some frames ahead of the
/// acknowledgements, carries one exchange at a time beside it, and tells frontiers. Whatever waits for the other end has a deadline,
/// so that nothing hangs on a connection that is dead. What the peer sends against the protocol ends in a
/// <see cref="ProtocolViolationException"/>: the driver sends it as a refusal and ends the connection. Not safe for concurrent use.
/// </summary>
/// <param name="settings">This region.</param>
/// <param name="peer">The region that should answer.</param>
/// <param name="stream">Name of the push stream, <see cref="ProtocolLimits.StreamBytes"/> random bytes, one an outbox.</param>
/// <param name="outbox">What is to be pushed.</param>
public sealed class DiallerSession(SessionSettings settings, string peer, ByteString stream, Outbox outbox)
{
    private readonly List<SessionEffect> _effects = [];
    private readonly FrontierMail _frontiers = new();
    private readonly PushWindow _window = new(outbox, settings.MaxFramesInFlight);
    private readonly Patience _welcome = new(settings.HandshakeTimeoutMs);
    private readonly Patience _acknowledgement = new(settings.AcknowledgementTimeoutMs);
    private readonly Patience _writing = new(settings.WriteTimeoutMs);
    private SendToPeer? _frontiersUnwritten;
    private ExchangeRun? _exchange;
    private bool _isEndUntold;
    private bool _isReading;
    private SessionState _state;
    private long _openedMs;
    private long _helloMs;
    private long? _catchUpThrough;
    private int _unwritten;
    private int _pushesUnwritten;

    /// <summary>
    /// Frames asked for and not yet written, at most, whatever the peer does: the introduction, the pushes in flight, one frame of the
    /// exchange, one of frontiers.
    /// </summary>
    public int MaxFramesUnwritten => settings.MaxFramesInFlight + 3;

    /// <summary>True while an exchange can be begun: the session is open and none runs.</summary>
    public bool CanExchange => _state == SessionState.Open && _exchange is null;

    /// <summary>False while frames have to be left on the connection, because the exchange is busy with what came before.</summary>
    public bool WantsFrames => _exchange?.WantsFrames ?? true;

    /// <summary>When to say <see cref="TimeReached"/>; null for not before something else happens.</summary>
    public long? DeadlineMs => _state == SessionState.Ended
        ? null
        : Sooner(Sooner(_welcome.DeadlineMs, _acknowledgement.DeadlineMs), Sooner(_writing.DeadlineMs, _exchange?.DeadlineMs));

    // A peer that acknowledges what is not even written must not make frames pile up here.
    private bool CanPush => _pushesUnwritten < settings.MaxFramesInFlight;

    /// <summary>Begins: the connection is there.</summary>
    /// <param name="nowMs">A clock that only runs forward, the same in every call, in milliseconds.</param>
    /// <param name="clockMs">This region's clock, in milliseconds since the Unix epoch.</param>
    public IReadOnlyList<SessionEffect> Open(long nowMs, long clockMs)
    {
        if (_state != SessionState.New)
            throw new InvalidOperationException("A session is opened once.");
        _state = SessionState.Greeting;
        (_openedMs, _helloMs) = (nowMs, clockMs);
        _welcome.Begin(nowMs);
        _effects.Add(new SendToPeer(Handshake.Introduce(settings, stream, clockMs), FramePurpose.Connection));
        return Taken(nowMs);
    }

    /// <summary>Goes on with what happened.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="nowMs">The clock of <see cref="Open"/>.</param>
    /// <returns>What to do, in this order; empty once the session has ended.</returns>
    /// <exception cref="ProtocolViolationException">The peer broke the protocol; the session has ended.</exception>
    public IReadOnlyList<SessionEffect> Handle(SessionInput input, long nowMs)
    {
        if (_state == SessionState.New)
            throw new InvalidOperationException("The session is not opened yet.");
        if (_state == SessionState.Ended)
            return [];
        try
        {
            Take(input, nowMs);
            if (_exchange is { HasEnded: true })
                (_exchange, _isEndUntold) = (null, true);
            if (_state == SessionState.Open)
                Fill(nowMs);
            EndIfSilent(nowMs);
            return Taken(nowMs);
        }
        catch (ProtocolViolationException)
        {
            _state = SessionState.Ended;
            throw;
        }
    }

    private void Take(SessionInput input, long nowMs)
    {
        switch (input)
        {
            case FrameArrived arrived:
                Take(arrived.Frame, nowMs);
                break;
            case FrameWritten written:
                NoteWritten(written.Sent, nowMs);
                break;
            case EffectPerformed performed:
                (_exchange ?? throw new InvalidOperationException("No exchange runs.")).Performed(performed.Answer, nowMs);
                break;
            case ExchangeRequested requested:
                if (!CanExchange)
                    throw new InvalidOperationException("The session is not open, or an exchange runs.");
                _exchange = new ExchangeRun(requested.Initiator, settings.AnswerTimeoutMs, _effects);
                _isEndUntold = false;
                _exchange.Start(nowMs);
                break;
            case PushesRead read:
                _isReading = false;
                outbox.Fill(read.Gap, read.Events);
                NoteAcknowledged(outbox.FirstPosition - 1, events: 0);
                break;
            case FrontiersChanged changed:
                _frontiers.Add(changed.Records);
                break;
            case OutboxChanged or TimeReached:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "Not an input of a session.");
        }
    }

    private void Take(Frame frame, long nowMs)
    {
        if (frame.BodyCase == Frame.BodyOneofCase.Refusal)
            End(frame.Refusal.Reason, frame.Refusal.Message);
        else if (_state == SessionState.Greeting)
            Welcome(frame, nowMs);
        else if (frame.BodyCase == Frame.BodyOneofCase.PushAck)
            Acknowledge(frame.PushAck, nowMs);
        else if (FrameTraffic.PurposeOf(frame) == FramePurpose.Exchange && _exchange is { } exchange)
            exchange.Arrived(frame, nowMs);
        else
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, $"The peer sent {frame.BodyCase}, which nobody waits for.");
    }

    private void Welcome(Frame frame, long nowMs)
    {
        if (frame.BodyCase != Frame.BodyOneofCase.Welcome)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer did not answer the introduction.");
        var welcome = frame.Welcome;
        Handshake.Check(welcome);
        if (welcome.Region != peer)
        {
            End(Refusal.Types.Reason.UnknownRegion, $"Region '{welcome.Region}' answers there, not '{peer}'. Correct Aevrion:Peers here.");
            return;
        }

        var resume = _window.Begin(
            welcome.ReceivedThrough, welcome.HasHeldBackThrough ? welcome.HeldBackThrough : null, out var acknowledged);
        _catchUpThrough = outbox.LastPosition;
        _state = SessionState.Open;
        _welcome.End();
        _effects.Add(new SessionOpened(welcome.NowMs - (_helloMs + ((nowMs - _openedMs) / 2)), resume));
        NoteAcknowledged((long)welcome.ReceivedThrough, acknowledged);
    }

    private void Acknowledge(PushAck acknowledgement, long nowMs)
    {
        var events = _window.Acknowledge(
            acknowledgement.ReceivedThrough, acknowledgement.HasHeldBackThrough ? acknowledgement.HeldBackThrough : null);
        _acknowledgement.Renew(nowMs, _window.IsInFlight);
        NoteAcknowledged((long)acknowledgement.ReceivedThrough, events);
    }

    private void NoteAcknowledged(long through, int events)
    {
        if (events > 0)
            _effects.Add(new EventsAcknowledged(events));
        if (through < _catchUpThrough && outbox.Count > 0)
            return;
        if (_catchUpThrough is not null)
            _effects.Add(PushCaughtUp.Instance);
        _catchUpThrough = null;
    }

    private void NoteWritten(SendToPeer sent, long nowMs)
    {
        _unwritten--;
        _writing.Renew(nowMs, _unwritten > 0);
        if (sent.Purpose == FramePurpose.Push)
        {
            _pushesUnwritten--;
            _acknowledgement.Renew(nowMs, _window.IsInFlight);
        }

        if (ReferenceEquals(sent, _frontiersUnwritten))
            _frontiersUnwritten = null;
        _exchange?.Written(sent, nowMs);
    }

    private void Fill(long nowMs)
    {
        while (CanPush && _window.Take() is { } next)
        {
            _pushesUnwritten++;
            var push = new Protocol.Push { FirstPosition = (ulong)next.FirstPosition, Behind = (ulong)next.Behind, Continues = next.Continues };
            push.Events.Capacity = next.Events.Count;
            foreach (var item in next.Events)
                push.Events.Add(WireEvents.ToWire(item));
            _acknowledgement.Begin(nowMs);
            _effects.Add(new SendToPeer(new Frame { Push = push }, FramePurpose.Push));
        }

        if (!_isReading && outbox.NextGap() is { } gap)
        {
            _isReading = true;
            _effects.Add(new ReadPushes(gap));
        }

        if (_frontiersUnwritten is not null)
            return;
        var records = _frontiers.Take();
        if (records is null && !_isEndUntold)
            return;
        var frontiers = new Protocol.Frontiers { ExchangeEnded = _isEndUntold };
        frontiers.Regions.AddRange(records ?? []);
        _isEndUntold = false;
        _frontiersUnwritten = new SendToPeer(new Frame { Frontiers = frontiers }, FramePurpose.Frontiers);
        _effects.Add(_frontiersUnwritten);
    }

    private void EndIfSilent(long nowMs)
    {
        if (_state == SessionState.Ended)
            return;
        if (_welcome.IsSpent(nowMs))
            End(null, $"No answer to the introduction within {settings.HandshakeTimeoutMs / 1000.0} seconds.");
        else if (_acknowledgement.IsSpent(nowMs))
            End(null, $"The peer acknowledged no push for {settings.AcknowledgementTimeoutMs / 1000.0} seconds.");
        else if (_exchange?.IsSpent(nowMs) == true)
            End(null, $"The peer did not go on with an exchange for {settings.AnswerTimeoutMs / 1000.0} seconds.");
        else if (_writing.IsSpent(nowMs))
            End(null, $"The connection took nothing for {settings.WriteTimeoutMs / 1000.0} seconds.");
    }

    private static long? Sooner(long? first, long? second) => first is null || second < first ? second : first;

    private void End(Refusal.Types.Reason? refusal, string message)
    {
        _state = SessionState.Ended;
        _effects.Add(new SessionEnded(refusal, message));
    }

    private SessionEffect[] Taken(long nowMs)
    {
        SessionEffect[] taken = [.. _effects];
        _effects.Clear();
        foreach (var _ in taken.OfType<SendToPeer>())
        {
            _unwritten++;
            _writing.Begin(nowMs);
        }

        return taken;
    }
}
