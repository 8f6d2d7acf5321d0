using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Network;
using Aevrion.Simulation.Running;
using Aevrion.Storage;
using Google.Protobuf;

namespace Aevrion.Simulation.Regions;

/// <summary>Drives a <see cref="DiallerSession"/> over a connection that its region opened.</summary>
internal sealed class DiallerDriver(PeerLink link, RegionProcess process, Connection connection) : IConnectionEnd
{
    private readonly DiallerSession _session = new(process.Settings, link.Peer, link.Stream, link.Outbox);
    private readonly ConnectionEffects _effects = new(process, () => link.Peer);
    private readonly FrontierGossip _gossip = new(process.Region.Name, link.Peer);
    private readonly Queue<byte[]> _frames = new();
    private long? _timerMs;
    private bool _wasOpen;
    private bool _hasEnded;
    private long _exchangeBytes;
    private ExchangeStart _exchangeStart;

    /// <summary>The name of the region at the other end.</summary>
    public string Peer => link.Peer;

    /// <summary>True once the peer has welcomed this region.</summary>
    public bool IsOpen => _wasOpen && !_hasEnded;

    /// <summary>True while the connection is open in truth, whatever this side has heard.</summary>
    public bool IsConnected => IsOpen && connection.IsOpen;

    /// <summary>True while an exchange can be begun.</summary>
    public bool CanExchange => !_hasEnded && _session.CanExchange;

    public void Open() => Act(_session.Open(process.World.Time.NowMs, process.Clock.NowMs()));

    public void OnOutboxChanged() => Tell(OutboxChanged.Instance);

    /// <summary>Says what the peer should be told of regions.</summary>
    public void TellFrontiers(IReadOnlyList<KnownFrontier> known)
    {
        if (IsOpen && _gossip.News(known) is { Count: > 0 } news)
            Tell(new FrontiersChanged([.. WireFrontiers.ToFrames(news).SelectMany(frame => frame.Frontiers.Regions)]));
    }

    public void Exchange(SyncMachine initiator)
    {
        _exchangeBytes = 0;
        _exchangeStart = process.World.StartOf(process.Region, link.PeerIndex);
        Tell(new ExchangeRequested(initiator));
    }

    public void OnFrame(byte[] frame)
    {
        _frames.Enqueue(frame);
        TakeFrames();
    }

    public void OnClosed() => End();

    /// <summary>Ends the connection without a word.</summary>
    public void Drop()
    {
        _hasEnded = true;
        connection.Close(byDialler: true);
    }

    private void TakeFrames()
    {
        var world = process.World;
        while (!_hasEnded && _session.WantsFrames && _frames.TryDequeue(out var bytes))
        {
            Frame frame;
            try
            {
                frame = FrameCodec.Parse(world.Build.Received(bytes));
            }
            catch (ProtocolViolationException violation)
            {
                Refuse(violation);
                return;
            }

            world.Step(StepKind.Frame, process.Region.Index, connection.Listener, () => $"{process.Region.Name} is answered {frame.BodyCase} ({bytes.Length} bytes) by {link.Peer}");
            world.Trace.Bytes(bytes);
            if (FrameTraffic.PurposeOf(frame) == FramePurpose.Exchange)
                _exchangeBytes += bytes.Length + Connection.FramingBytes(bytes.Length, fromDialler: false);
            if (frame.BodyCase == Frame.BodyOneofCase.PushAck)
                world.Pushes.OnAcknowledged(process.Region, link, frame.PushAck);
            Tell(new FrameArrived(frame));
        }
    }

    private void Tell(SessionInput input)
    {
        if (_hasEnded || !process.IsAlive)
            return;
        try
        {
            Act(_session.Handle(input, process.World.Time.NowMs));
        }
        catch (ProtocolViolationException violation)
        {
            Refuse(violation);
        }
    }

    private void Act(IReadOnlyList<SessionEffect> effects)
    {
        foreach (var effect in effects)
        {
            if (_hasEnded || !process.IsAlive)
                return;
            Act(effect);
        }

        Wake();
    }

    private void Act(SessionEffect effect)
    {
        switch (effect)
        {
            case SendToPeer send:
                var bytes = send.Frame.ToByteArray();
                if (send.Purpose == FramePurpose.Exchange)
                    _exchangeBytes += bytes.Length + Connection.FramingBytes(bytes.Length, fromDialler: true);
                connection.Send(fromDialler: true, process.World.Build.Sent(bytes));

                // Written in a turn of its own, as a connection does.
                process.After(0, () => Tell(new FrameWritten(send)));
                break;
            case PerformEffect perform:
                process.World.Watch(PerformAsync(perform.Effect, answer => new EffectPerformed(answer)));
                break;
            case ReadPushes read:
                process.World.Watch(PerformAsync(new ReadEvents([.. read.Gap.Stamps]), answer => new PushesRead(read.Gap, ((EventsRead)answer).Events)));
                break;
            case SessionOpened opened:
                _wasOpen = true;
                process.Frontiers.OnOpened(this);
                link.Schedule.OnOpened(opened.Resume);
                break;
            case PushCaughtUp:
                link.Schedule.OnCaughtUp();
                break;
            case ExchangeEnded ended:
                process.World.OnExchange(process.Region, link.PeerIndex, ended.Outcome, _exchangeBytes, _exchangeStart);
                process.Frontiers.OnExchanged();
                link.Schedule.OnExchanged();
                break;
            case SessionEnded over:
                if (process.World.Trace.IsWritten)
                    process.World.Trace.Line($"{process.Region.Name} ends with {link.Peer}: {over.Refusal} {over.Message}");
                End();
                break;
        }
    }

    private async Task PerformAsync(SyncEffect effect, Func<SyncInput, SessionInput> inputOf)
    {
        try
        {
            var answer = await _effects.PerformAsync(effect);
            Tell(inputOf(answer));
            TakeFrames();
        }
        catch (StorageUnavailableException)
        {
            // An exchange cut short leaves an answer under way: the connection starts anew.
            End();
        }
    }

    private void Wake()
    {
        if (_session.DeadlineMs is not { } deadlineMs || deadlineMs == _timerMs)
            return;
        _timerMs = deadlineMs;
        process.After(deadlineMs - process.World.Time.NowMs, () =>
        {
            if (_timerMs != deadlineMs)
                return;
            _timerMs = null;
            Tell(TimeReached.Instance);
        });
    }

    private void Refuse(ProtocolViolationException violation)
    {
        if (process.World.Trace.IsWritten)
            process.World.Trace.Line($"{process.Region.Name} refuses {link.Peer}: {violation.Reason}: {violation.Message}");
        connection.Send(fromDialler: true, FrameCodec.Refuse(violation.Reason, violation.Message).ToByteArray());
        End();
    }

    private void End()
    {
        if (_hasEnded)
            return;
        Drop();
        process.World.Step(StepKind.Connection, process.Region.Index, 1_000 + link.PeerIndex, () => $"{process.Region.Name} is disconnected from {link.Peer}");
        if (process.IsAlive)
            link.OnEnded(this, _wasOpen);
    }
}
