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

            var input = await PerformAsync(effect, cancellationToken);
            _watches.Enter("dialler");
            effect = initiator.Handle(input);
        }

        _watches.Pause();
        return new ExchangeFigures(_meter.Bytes, _meter.EventBytes, _roundTrips, _watches.CpuMs, _watches.ElapsedMs) { Phases = _watches.Phases };
    }

    private async Task<SyncInput> PerformAsync(SyncEffect effect, CancellationToken cancellationToken)
    {
        if (BelongsToRepair(effect))
            _watches.Pause();
        else if (BelongsToSearch(effect))
            _watches.Resume();
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
                _watches.Enter("dialler " + effect.GetType().Name);
                return await pair.Dialler.PerformAsync(effect, cancellationToken);
        }
    }

    private async Task DeliverAsync(Frame frame, CancellationToken cancellationToken)
    {
        var bytes = Encode(frame, fromDialler: true);
        var request = FrameCodec.Parse(bytes);
        var phase = "listener " + request.BodyCase;
        _watches.Enter(phase);
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
                _watches.Enter("listener " + effect.GetType().Name);
                input = await pair.Listener.PerformAsync(effect, cancellationToken);
            }

            _watches.Enter(phase);
            effect = responder.Handle(input);
        }
    }

    private byte[] Encode(Frame frame, bool fromDialler)
    {
        _watches.Enter("frames");
        var bytes = frame.ToByteArray();
        _meter.Count(frame, bytes.Length, fromDialler);
        return bytes;
    }

    private FrameReceived Received()
    {
        _watches.Enter("frames");
        return new FrameReceived(FrameCodec.Parse(_answers.Dequeue()));
    }

    /// <summary>Differences are known before they are repaired, some of them at a time where there are very many.</summary>
    private static bool BelongsToRepair(SyncEffect effect) => effect switch
    {
        ReadEvents or ReadRange or AdmitEvents or AwaitAdmissions => true,
        AskPeer ask => WireMeter.Repairs(ask.Request),
        SendFrame send => WireMeter.Repairs(send.Frame),
        _ => false,
    };

    private static bool BelongsToSearch(SyncEffect effect) =>
        effect is ReadHorizon or ReadChildren or ReadLeafDigests or ReadLeaves || (effect is AskPeer ask && !WireMeter.Repairs(ask.Request));
}
