using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync;

/// <summary>Runs an exchange between two model regions, every frame through its bytes.</summary>
internal sealed class ModelExchange(ModelRegion dialler, long diallerHorizon, ModelRegion listener, long listenerHorizon)
{
    private readonly Queue<Frame> _answers = new();
    private readonly ResponderMemory _memory = new();

    /// <summary>Changes an answer on its way, as a broken or lying peer would.</summary>
    public Func<Frame, Frame> Tamper { get; init; } = frame => frame;

    /// <summary>Bytes from the dialler to the listener.</summary>
    public int BytesSent { get; private set; }

    /// <summary>Bytes from the listener to the dialler.</summary>
    public int BytesReceived { get; private set; }

    /// <summary>What is compared.</summary>
    public ExchangeKind Kind { get; init; }

    /// <summary>Distinguishes the salts of one exchange from those of another.</summary>
    public byte Seed { get; init; }

    /// <summary>The kinds of the requests and answers, in order.</summary>
    public List<Frame.BodyOneofCase> Frames { get; } = [];

    public ExchangeOutcome Run()
    {
        var initiator = new ExchangeInitiator(dialler.Shape, new byte[] { Seed }, Kind);
        for (var effect = initiator.Start(); effect is not null;)
        {
            switch (effect)
            {
                case ExchangeFinished finished:
                    Assert.Empty(_answers);
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
                    effect = initiator.Handle(dialler.Perform(effect, diallerHorizon));
                    break;
            }
        }

        throw new InvalidOperationException("The exchange ended without an outcome.");
    }

    private void Respond(Frame request)
    {
        var bytes = request.ToByteArray();
        BytesSent += bytes.Length;
        Frames.Add(request.BodyCase);
        var responder = new ExchangeResponder(listener.Shape, _memory, FrameCodec.Parse(bytes));
        for (var effect = responder.Start(); effect is not null;)
        {
            if (effect is not SendFrame send)
            {
                effect = responder.Handle(listener.Perform(effect, listenerHorizon));
                continue;
            }

            var answer = Tamper(send.Frame).ToByteArray();
            BytesReceived += answer.Length;
            Frames.Add(send.Frame.BodyCase);
            _answers.Enqueue(FrameCodec.Parse(answer));
            effect = responder.Handle(FrameSent.Instance);
        }
    }
}
