using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// The listener's end of one connection, without I/O: checks the introduction, takes pushes and acknowledges them once they are
/// durable, answers the requests of exchanges, hears frontiers. One frame at a time: <see cref="Receive"/> begins it,
/// <see cref="Handle"/> goes on with the answer to each effect until there is none. A push may be set aside while its events become
/// durable, so that the next frame can be dealt with meanwhile. Whatever the other end sends, the worst that
/// happens is a <see cref="ProtocolViolationException"/>: the driver sends it as a refusal and ends the connection. Not safe for
/// concurrent use.
/// </summary>
/// <param name="settings">This region.</param>
/// <param name="positions">How far push streams are durable here; shared by all connections of the process.</param>
/// <param name="openedMs">When the connection came, on a clock that only runs forward, in milliseconds.</param>
/// <param name="provenAs">The region that the transport proved to be at the other end; null for none.</param>
public sealed class ListenerSession(SessionSettings settings, StreamPositions positions, long openedMs, string? provenAs = null)
{
    private readonly ResponderMemory _memory = new();
    private SyncMachine? _frame;
    private readonly Queue<PushReception> _aside = new();
    private readonly PushedBatch _batch = new();
    private PushReception? _push;
    private SyncEffect? _open;
    private long _acknowledged;
    private ByteString? _stream;
    private long? _catchUpThrough;
    private bool _hasEnded;

    /// <summary>The peer; null before its introduction.</summary>
    public string? Peer { get; private set; }

    /// <summary>Events that wait behind the last frame pushed, as the peer tells; 0 before the first.</summary>
    public long Behind { get; private set; }

    /// <summary>False while the peer pushes what had piled up before this connection; true once that is durable, and before its first push.</summary>
    public bool HasCaughtUp { get; private set; } = true;

    /// <summary>The introduction has to be there by then, on the clock of the constructor; null once it is. See <see cref="Expire"/>.</summary>
    public long? DeadlineMs => Peer is null && !_hasEnded ? openedMs + settings.HandshakeTimeoutMs : null;

    /// <summary>Begins with a frame.</summary>
    /// <param name="frame">Off the connection.</param>
    /// <param name="clockMs">This region's clock, in milliseconds since the Unix epoch.</param>
    /// <returns>What to do first; null when there is nothing to do.</returns>
    /// <exception cref="ProtocolViolationException">The peer broke the protocol; the session has ended.</exception>
    public SyncEffect? Receive(Frame frame, long clockMs)
    {
        if (_frame is not null || _hasEnded)
            throw new InvalidOperationException(_hasEnded ? "The session has ended." : "The frame before is not dealt with yet.");
        return Guard(() => Keep((_frame = MachineOf(frame, clockMs)).Start()));
    }

    /// <summary>Goes on with the answer to the last effect.</summary>
    /// <returns>What to do next; null when the frame is dealt with.</returns>
    /// <exception cref="ProtocolViolationException">The peer broke the protocol; the session has ended.</exception>
    public SyncEffect? Handle(SyncInput input)
    {
        var frame = _frame ?? throw new InvalidOperationException("No frame is being dealt with.");
        if (_push is not null && _open is AdmitEvents && _aside.Count > 0)
            throw new InvalidOperationException("A push behind others that are set aside is set aside, too.");
        return Guard(() => Keep(frame.Handle(input)));
    }

    /// <summary>True while the events of a push are being made durable and the next frame need not wait for that.</summary>
    public bool CanSetAside => _push is not null && _open is AdmitEvents && _aside.Count < PushLimits.MaxFramesInFlight;

    /// <summary>
    /// Events of batches that wait for the rest of it. Whoever drives the session ends it (<see cref="Expire"/>) when that does not change for
    /// <see cref="SessionLimits.BatchTimeoutMs"/>.
    /// </summary>
    public int Gathered => _batch.Count + _memory.Batches.Count;

    /// <summary>Pushes set aside.</summary>
    public int Aside => _aside.Count;

    /// <summary>
    /// Sets the push aside whose <see cref="AdmitEvents"/> is open. Only while <see cref="CanSetAside"/>; <see cref="Admitted"/> answers it.
    /// </summary>
    public void SetAside()
    {
        if (!CanSetAside || _push is not { } push)
            throw new InvalidOperationException("No push can be set aside now.");
        _aside.Enqueue(push);
        (_frame, _push, _open) = (null, null, null);
    }

    /// <summary>The oldest push set aside is durable, and so is all before it. Works after the end of the session, too.</summary>
    /// <param name="admitted">The answer to its admission.</param>
    /// <returns>The acknowledgement to send; null when a later one went out.</returns>
    public Frame? Admitted(EventsAdmitted admitted)
    {
        var push = _aside.Dequeue();
        var send = (SendFrame?)push.Handle(admitted);
        Note(push);
        if (push.Through <= _acknowledged)
            return null;
        _acknowledged = push.Through;
        return send?.Frame;
    }

    /// <summary>Ends the session because <see cref="DeadlineMs"/> has passed, or the rest of a batch has not come.</summary>
    /// <exception cref="ProtocolViolationException">Always.</exception>
    public void Expire()
    {
        _hasEnded = true;
        throw new ProtocolViolationException(
            Refusal.Types.Reason.Unexpected,
            Peer is null
                ? $"No Hello within {settings.HandshakeTimeoutMs / 1000.0} seconds."
                : $"The rest of a batch did not come within {SessionLimits.BatchTimeoutMs / 1000.0} seconds.");
    }

    private SyncMachine MachineOf(Frame frame, long clockMs)
    {
        if (Peer is not { } peer || _stream is not { } stream)
            return Greet(frame, clockMs);
        switch (frame.BodyCase)
        {
            case Frame.BodyOneofCase.Hello:
                throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "There is one Hello, at the start.");
            case Frame.BodyOneofCase.Push:
                return _push = new PushReception(frame.Push, stream, positions, _batch);
            case Frame.BodyOneofCase.Frontiers:
                return new FrontierReception(frame.Frontiers, peer, settings.Shape);
            case Frame.BodyOneofCase.Refusal:
                return new Farewell(frame.Refusal);
            default:
                return new ExchangeResponder(settings.Shape, _memory, frame);
        }
    }

    private Greeting Greet(Frame frame, long clockMs)
    {
        if (frame.BodyCase != Frame.BodyOneofCase.Hello)
            throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The first frame is a Hello.");
        Handshake.Check(frame.Hello, settings, provenAs);
        Peer = frame.Hello.Region;
        _stream = frame.Hello.Stream;
        return new Greeting(frame.Hello, settings, positions, clockMs);
    }

    private SyncEffect? Keep(SyncEffect? next)
    {
        if (next is PeerLeaves)
            _hasEnded = true;
        _open = next;
        if (next is SendFrame && _push is { } acknowledged)
            _acknowledged = acknowledged.Through;
        if (next is not null)
            return next;
        if (_push is { Waits: false } push)
            Note(push);

        _frame = null;
        _push = null;
        return null;
    }

    private void Note(PushReception push)
    {
        Behind = push.Behind;
        _catchUpThrough ??= push.Through + push.Behind;
        HasCaughtUp = push.Through >= _catchUpThrough || push.Behind == 0;
    }

    private SyncEffect? Guard(Func<SyncEffect?> step)
    {
        try
        {
            return step();
        }
        catch (ProtocolViolationException)
        {
            _hasEnded = true;
            throw;
        }
    }
}
