using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Pictures.Regions;

/// <summary>Runs an exchange between two regions and keeps every message, as it goes over the wire.</summary>
internal sealed class RecordedExchange(PictureRegion dialler, PictureRegion listener, Core.Tree.TreeShape shape, long horizon)
{
    /// <summary>The transport's check at the end of each message.</summary>
    private const int CheckBytes = 6;

    private readonly Queue<Frame> _answers = new();
    private readonly ResponderMemory _memory = new();
    private readonly List<RecordedFrame> _frames = [];

    /// <summary>The messages, in order.</summary>
    public IReadOnlyList<RecordedFrame> Frames => _frames;

    /// <summary>Runs it to its end.</summary>
    /// <param name="seed">What the salts come from.</param>
    public ExchangeOutcome Run(ReadOnlyMemory<byte> seed)
    {
        var initiator = new ExchangeInitiator(shape, seed, ExchangeKind.Closed);
        for (var effect = initiator.Start(); effect is not null;)
        {
            switch (effect)
            {
                case ExchangeFinished finished:
                    return finished.Outcome;
                case AskPeer ask:
                    Respond(ask.Request);
                    effect = initiator.Handle(new FrameReceived(_answers.Dequeue()));
                    break;
                case AwaitFrame:
                    effect = initiator.Handle(new FrameReceived(_answers.Dequeue()));
                    break;
                case SendFrame send:
                    Respond(send.Frame);
                    effect = initiator.Handle(FrameSent.Instance);
                    break;
                default:
                    effect = initiator.Handle(dialler.Perform(effect, horizon));
                    break;
            }
        }

        throw new InvalidOperationException("The exchange ended without an outcome.");
    }

    private void Respond(Frame request)
    {
        _frames.Add(new RecordedFrame(true, request, request.CalculateSize() + CheckBytes));
        var responder = new ExchangeResponder(shape, _memory, FrameCodec.Parse(request.ToByteArray()));
        for (var effect = responder.Start(); effect is not null;)
        {
            if (effect is not SendFrame send)
            {
                effect = responder.Handle(listener.Perform(effect, horizon));
                continue;
            }

            _frames.Add(new RecordedFrame(false, send.Frame, send.Frame.CalculateSize() + CheckBytes));
            _answers.Enqueue(FrameCodec.Parse(send.Frame.ToByteArray()));
            effect = responder.Handle(FrameSent.Instance);
        }
    }
}
