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

            effect = initiator.Handle(await PerformAsync(effect, cancellationToken));
        }

        _watches.Stop();
        return new ExchangeFigures(_meter.Bytes, _meter.EventBytes, _roundTrips, _watches.CpuMs, _watches.ElapsedMs);
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
                    _watches.Stop();
                return await pair.Dialler.PerformAsync(effect, cancellationToken);
        }
    }

    private async Task DeliverAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (WireMeter.Repairs(frame))
            _watches.Stop();
        var bytes = frame.ToByteArray();
        _meter.Count(frame, bytes.Length, fromDialler: true);
        var responder = new ExchangeResponder(pair.Listener.Shape, _memory, FrameCodec.Parse(bytes));
        for (var effect = responder.Start(); effect is not null;)
        {
            if (effect is SendFrame send)
            {
                Answer(send.Frame);
                effect = responder.Handle(FrameSent.Instance);
            }
            else
            {
                effect = responder.Handle(await pair.Listener.PerformAsync(effect, cancellationToken));
            }
        }
    }

    private void Answer(Frame frame)
    {
        var bytes = frame.ToByteArray();
        _meter.Count(frame, bytes.Length, fromDialler: false);
        _answers.Enqueue(bytes);
    }

    private FrameReceived Received() => new(FrameCodec.Parse(_answers.Dequeue()));
}
