using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>Drives the two machines of one exchange against each other, every frame through its bytes, and measures it.</summary>
/// <param name="pair">The regions.</param>
/// <param name="seed">Where the exchange's salts come from, 16 bytes.</param>
internal sealed class MeasuredExchange(RegionPair pair, ReadOnlyMemory<byte> seed)
{
    private readonly Queue<byte[]> _answers = new();
    private readonly WireMeter _meter = new();
    private readonly Stopwatches _watches = new();
    private readonly PhaseTimes _phases = new();
    private readonly ResponderMemory _memory = new();
    private int _roundTrips;

    /// <summary>What the dialler made of it.</summary>
    public ExchangeOutcome? Outcome { get; private set; }

    /// <summary>Runs it to its end.</summary>
    public async Task<ExchangeFigures> RunAsync(CancellationToken cancellationToken)
    {
        var initiator = new ExchangeInitiator(pair.Dialler.Shape, seed, ExchangeKind.Closed);
        for (var effect = initiator.Start(); effect is not null;)
        {
            if (effect is ExchangeFinished finished)
            {
                Outcome = finished.Outcome;
                break;
            }

            var input = await PerformAsync(effect, cancellationToken);
            _phases.Enter("dialler");
            effect = initiator.Handle(input);
        }

        Identified();
        return new ExchangeFigures(_meter.Bytes, _meter.EventBytes, _roundTrips, _watches.CpuMs, _watches.ElapsedMs) { Phases = _phases.Milliseconds };
    }

    private async Task<SyncInput> PerformAsync(SyncEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case AskPeer ask:
                _roundTrips++;
                await DeliverAsync(ask.Request, cancellationToken);
                return Received();
            case SendFrame send:
                await DeliverAsync(send.Frame, cancellationToken);
                return FrameSent.Instance;
            case AwaitFrame:
                return Received();
            default:
                if (effect is ReadEvents or ReadRange)
                    Identified();
                _phases.Enter("dialler " + effect.GetType().Name);
                return await pair.Dialler.PerformAsync(effect, cancellationToken);
        }
    }

    private async Task DeliverAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (WireMeter.Repairs(frame))
            Identified();
        var bytes = Encode(frame, fromDialler: true);
        var request = FrameCodec.Parse(bytes);
        var phase = "listener " + request.BodyCase;
        _phases.Enter(phase);
        var responder = new ExchangeResponder(pair.Listener.Shape, _memory, request);
        for (var effect = responder.Start(); effect is not null;)
        {
            SyncInput input = FrameSent.Instance;
            if (effect is SendFrame send)
            {
                _answers.Enqueue(Encode(send.Frame, fromDialler: false));
            }
            else
            {
                _phases.Enter("listener " + effect.GetType().Name);
                input = await pair.Listener.PerformAsync(effect, cancellationToken);
            }

            _phases.Enter(phase);
            effect = responder.Handle(input);
        }
    }

    private byte[] Encode(Frame frame, bool fromDialler)
    {
        _phases.Enter("frames");
        var bytes = frame.ToByteArray();
        _meter.Count(frame, bytes.Length, fromDialler);
        return bytes;
    }

    private FrameReceived Received()
    {
        _phases.Enter("frames");
        return new FrameReceived(FrameCodec.Parse(_answers.Dequeue()));
    }

    private void Identified()
    {
        _watches.Stop();
        _phases.Stop();
    }
}
