using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Google.Protobuf;

namespace Aevrion.Simulation.Tests.Recorded;

/// <summary>A dialler's end whose frames are written as soon as they are there.</summary>
internal sealed class RecordedDialler
{
    private const long NowMs = 1_000;

    private readonly RecordedRegion _region;
    private readonly Outbox _outbox = new(maxFrameEvents: 8);
    private readonly DiallerSession _session;
    private readonly Queue<byte[]> _sent = new();

    public RecordedDialler(RecordedRegion region, string peer)
    {
        _region = region;
        _session = new DiallerSession(region.Settings, peer, ByteString.CopyFrom([.. Enumerable.Range(0, ProtocolLimits.StreamBytes).Select(i => (byte)i)]), _outbox);
    }

    /// <summary>How the last exchange ended.</summary>
    public ExchangeOutcome? Outcome { get; private set; }

    /// <summary>Why the session ended; null while it goes on.</summary>
    public string? Ended { get; private set; }

    /// <summary>Events that the peer has not acknowledged.</summary>
    public int Unacknowledged => _outbox.Count;

    public Task OpenAsync() => ActAsync(_session.Open(NowMs, RecordedRegion.NowMs));

    /// <summary>Writes events, and pushes them.</summary>
    public async Task PushAsync(IReadOnlyList<Event> events)
    {
        await _region.AdmitAsync(events);
        _outbox.Add(events);
        await TellAsync(OutboxChanged.Instance);
    }

    public Task ExchangeAsync() =>
        TellAsync(new ExchangeRequested(new ExchangeInitiator(RecordedRegion.Shape, new byte[16], ExchangeKind.Closed)));

    /// <summary>Takes a frame off the wire.</summary>
    public Task ReceiveAsync(byte[] bytes) => TellAsync(new FrameArrived(FrameCodec.Parse(bytes)));

    /// <summary>The next frame that it wants to send.</summary>
    public bool TryTake(out byte[] frame) => _sent.TryDequeue(out frame!);

    private async Task TellAsync(SessionInput input)
    {
        try
        {
            await ActAsync(_session.Handle(input, NowMs));
        }
        catch (ProtocolViolationException violation)
        {
            Ended = violation.Message;
            _sent.Enqueue(FrameCodec.Refuse(violation.Reason, violation.Message).ToByteArray());
        }
    }

    private async Task ActAsync(IReadOnlyList<SessionEffect> effects)
    {
        foreach (var effect in effects.ToList())
        {
            switch (effect)
            {
                case SendToPeer send:
                    _sent.Enqueue(send.Frame.ToByteArray());
                    await TellAsync(new FrameWritten(send));
                    break;
                case PerformEffect perform:
                    await TellAsync(new EffectPerformed(await _region.PerformAsync(perform.Effect)));
                    break;
                case ExchangeEnded ended:
                    Outcome = ended.Outcome;
                    break;
                case SessionEnded over:
                    Ended = over.Message;
                    break;
            }
        }
    }
}
