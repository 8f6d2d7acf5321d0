using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>One exchange of a dialler's session: knows what the exchange waits for, and keeps the frames of answers that come early.</summary>
internal sealed class ExchangeRun(SyncMachine initiator, long answerTimeoutMs, List<SessionEffect> effects)
{
    private readonly Queue<Frame> _frames = new();
    private readonly Patience _answer = new(answerTimeoutMs);
    private SyncEffect? _open;
    private SendToPeer? _unwritten;

    /// <summary>When the peer has taken too long for an answer; null while none is waited for.</summary>
    public long? DeadlineMs => _answer.DeadlineMs;

    /// <summary>True while another frame of an answer can be kept.</summary>
    public bool WantsFrames => _frames.Count < SessionLimits.MaxAnswerFramesWaiting;

    /// <summary>True when the exchange has come to its end.</summary>
    public bool HasEnded => _open is ExchangeFinished;

    /// <summary>True when the peer has taken too long for an answer.</summary>
    public bool IsSpent(long nowMs) => _answer.IsSpent(nowMs);

    /// <summary>Begins.</summary>
    public void Start(long nowMs) => Follow(initiator.Start(), nowMs);

    /// <summary>Takes a frame of an answer.</summary>
    public void Arrived(Frame frame, long nowMs)
    {
        if (!WantsFrames)
            throw new InvalidOperationException("No more frames are wanted just now.");
        _frames.Enqueue(frame);
        TakeFrame(nowMs);
    }

    /// <summary>Takes note that a frame is on the connection.</summary>
    public void Written(SendToPeer sent, long nowMs)
    {
        if (!ReferenceEquals(sent, _unwritten))
            return;
        _unwritten = null;
        if (_open is SendFrame)
            Follow(initiator.Handle(FrameSent.Instance), nowMs);
        else
            TakeFrame(nowMs);
    }

    /// <summary>Takes the answer to a <see cref="PerformEffect"/>.</summary>
    public void Performed(SyncInput answer, long nowMs) => Follow(initiator.Handle(answer), nowMs);

    private void Follow(SyncEffect? effect, long nowMs)
    {
        _open = effect ?? throw new InvalidOperationException("The exchange ended without an outcome.");
        switch (effect)
        {
            case ExchangeFinished finished:
                if (_frames.Count > 0)
                    throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, "The peer sent more than it was asked for.");
                effects.Add(new ExchangeEnded(finished.Outcome));
                break;
            case AskPeer ask:
                Send(ask.Request);
                break;
            case AwaitFrame:
                TakeFrame(nowMs);
                break;
            case SendFrame send:
                Send(send.Frame);
                break;
            default:
                effects.Add(new PerformEffect(effect));
                break;
        }
    }

    private void Send(Frame frame)
    {
        _unwritten = new SendToPeer(frame, FramePurpose.Exchange);
        effects.Add(_unwritten);
    }

    private void TakeFrame(long nowMs)
    {
        // An answer may be heard of before the writing of its request; it waits, so that requests cannot pile up.
        if (_open is not (AskPeer or AwaitFrame) || _unwritten is not null)
            return;
        if (!_frames.TryDequeue(out var frame))
        {
            _answer.Begin(nowMs);
            return;
        }

        _answer.End();
        Follow(initiator.Handle(new FrameReceived(frame)), nowMs);
    }
}
