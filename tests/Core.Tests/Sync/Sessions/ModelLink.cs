using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Sessions;

/// <summary>
/// A dialler and a listener over a connection that does one small step at a time, in the order the test draws, and breaks when the test
/// says so. It holds the listener to acknowledging only what is durable.
/// </summary>
internal sealed class ModelLink(int maxOutboxEvents, int maxOutboxStamps = 0)
{
    private readonly Outbox _outbox = new(maxOutboxEvents, maxStamps: maxOutboxStamps);
    private readonly Queue<SendToPeer> _unwritten = new();
    private readonly Queue<byte[]> _there = new();
    private readonly Queue<byte[]> _back = new();
    private readonly HashSet<Hash256> _durable = [];
    private readonly Dictionary<EventStamp, Event> _log = [];
    private StreamPositions _positions = new();
    private ReadPushes? _reading;
    private DiallerSession? _dialler;
    private ListenerSession? _listener;
    private SyncEffect? _wanted;
    private int _written;
    private long _nowMs;

    public int Written => _written;

    public bool HasOverflowed => _outbox.Overflows > 0;

    public int Waiting => _outbox.Count;

    /// <summary>How the stream went on, connection by connection.</summary>
    public List<PushResume> Resumes { get; } = [];

    public bool IsDurable(int position) => _durable.Contains(GivenSessions.At(position).Id);

    public void Step(int choice)
    {
        switch (choice)
        {
            case 0:
                var events = Enumerable.Range(0, 3).Select(_ => GivenSessions.At(++_written)).ToList();
                events.ForEach(item => _log.Add(item.Stamp, item));
                _outbox.Add(events);
                Tell(OutboxChanged.Instance);
                break;
            case 1:
                Cut();
                break;
            case 2:
                Cut();
                _positions = new StreamPositions();
                break;
            case 3:
                Connect();
                break;
            case 4:
                _nowMs += 3;
                Tell(TimeReached.Instance);
                break;
            case 5 or 6:
                Write();
                break;
            case 7 or 8:
                Listen();
                break;
            default:
                Read();
                break;
        }
    }

    /// <summary>Connects if need be and lets everything come to rest, within a bound.</summary>
    public void Settle()
    {
        Connect();
        for (var i = 0; _outbox.Count > 0 || _wanted is not null || _there.Count + _back.Count + _unwritten.Count > 0; i++)
        {
            Assert.True(i < 10_000, "the link does not come to rest");
            Step(4 + (i % 6));
        }
    }

    private void Connect()
    {
        if (_dialler is not null)
            return;
        _dialler = new DiallerSession(GivenSessions.Eu with { MaxFramesInFlight = 2 }, "us", GivenSessions.Stream, _outbox);
        _listener = new ListenerSession(GivenSessions.Us, _positions, _nowMs);
        Perform(_dialler.Open(_nowMs, 0));
    }

    private void Cut()
    {
        (_dialler, _listener, _wanted, _reading) = (null, null, null, null);
        _unwritten.Clear();
        _there.Clear();
        _back.Clear();
    }

    private void Tell(SessionInput input)
    {
        if (_dialler is { } dialler)
            Perform(dialler.Handle(input, _nowMs));
    }

    private void Perform(IReadOnlyList<SessionEffect> effects)
    {
        foreach (var effect in effects)
        {
            if (effect is SendToPeer send)
                _unwritten.Enqueue(send);
            else if (effect is ReadPushes read)
                Assert.Null(Interlocked.Exchange(ref _reading, read));
            else if (effect is SessionOpened opened)
                Resumes.Add(opened.Resume);
            else
                Assert.IsNotType<SessionEnded>(effect);
        }
    }

    private void Write()
    {
        if (_nowMs % 2 == 0 && Interlocked.Exchange(ref _reading, null) is { } read)
            Tell(new PushesRead(read.Gap, [.. read.Gap.Stamps.Take(2).Select(stamp => _log[stamp])]));
        if (!_unwritten.TryDequeue(out var send))
            return;
        _there.Enqueue(send.Frame.ToByteArray());
        Tell(new FrameWritten(send));
    }

    private void Read()
    {
        if (_back.TryDequeue(out var bytes))
            Tell(new FrameArrived(FrameCodec.Parse(bytes)));
    }

    private void Listen()
    {
        if (_listener is not { } listener)
            return;
        if (_wanted is { } wanted)
            _wanted = listener.Handle(AnswerTo(wanted));
        else if (_there.TryDequeue(out var bytes))
            _wanted = listener.Receive(FrameCodec.Parse(bytes), 0);
    }

    private SyncInput AnswerTo(SyncEffect wanted)
    {
        switch (wanted)
        {
            case AdmitEvents admit:
                return new EventsAdmitted(admit.Events.Count(item => _durable.Add(item.Id)));
            case SendFrame send:
                CheckAcknowledgement(send.Frame);
                _back.Enqueue(send.Frame.ToByteArray());
                return FrameSent.Instance;
            default:
                return Noted.Instance;
        }
    }

    private void CheckAcknowledgement(Frame frame)
    {
        // Without an overflow nothing is ever left out, so everything up to the position has to be there.
        if (frame.BodyCase != Frame.BodyOneofCase.PushAck || HasOverflowed)
            return;
        for (var position = 1; position <= (int)frame.PushAck.ReceivedThrough; position++)
            Assert.True(IsDurable(position), $"{position} was acknowledged and is not durable");
    }
}
