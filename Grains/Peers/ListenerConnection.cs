using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Scheduling;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Drives a <see cref="ListenerSession"/> over a connection that a peer opened: one frame after the other, but for pushes, of which
/// several become durable side by side; they are acknowledged in their order.
/// </summary>
internal sealed class ListenerConnection(
    IPeerChannel channel,
    ListenerSession session,
    InboundConnection entrance,
    ExchangeDriver driver,
    Neighbourhood neighbourhood,
    PeerLinks links,
    IEnumerable<IFrontierObserver> frontiers,
    RegionClock clock,
    ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly PushRoom _room = new();
    private readonly Channel<AsidePush> _pushes = Channel.CreateBounded<AsidePush>(
        new BoundedChannelOptions(PushLimits.MaxFramesInFlight) { SingleReader = true, SingleWriter = true });

    private int _gathered;
    private bool _isEntered;
    private long? _batchDeadlineMs;
    private CancellationToken _ending;
    private OpenAdmissions? _admissions;
    private volatile Exception? _failure;

    private string Peer => session.Peer ?? throw new InvalidOperationException("The peer has not introduced itself.");

    private CatchUp? CatchUp => session.Peer is { } peer ? links.Find(peer)?.CatchUp : null;

    private long NowMs => clock.TimeProvider.MonotonicMs();

    /// <summary>Serves the connection until it ends; ends with the exception that says why, unless the peer closed it in order.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _ending = cancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acknowledging = AcknowledgeAsync(stop);
        try
        {
            while (await ReceiveAsync(stop.Token) is { } received)
            {
                entrance.Take(received);
                await TakeAsync(received.Frame, stop.Token);
                NoteGathered();
            }
        }
        catch (OperationCanceledException) when (_failure is { } failure && !cancellationToken.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            // What was handed over becomes durable all the same, and its positions are remembered.
            _pushes.Writer.Complete();
            await acknowledging;
            if (_admissions is { } admissions)
                await admissions.AbandonAsync();
            if (_isEntered)
                CatchUp?.InboundClosed();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sending.Dispose();
    }

    private async Task TakeAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (FrameTraffic.PurposeOf(frame) == FramePurpose.Exchange)
            CatchUp?.InboundExchanged(NowMs);
        if (frame.Frontiers is { ExchangeEnded: true })
            CatchUp?.InboundExchangeEnded();
        SyncEffect? effect;
        lock (_lock)
            effect = session.Receive(frame, clock.NowMs());
        while (effect is not null)
        {
            if (effect is PeerLeaves leaves)
                throw new PeerConnectionLostException($"The peer ended the connection: {leaves.Message}");
            if (effect is AdmitEvents admit && frame.BodyCase == Frame.BodyOneofCase.Push)
            {
                await SetAsideAsync(admit, frame.Push, cancellationToken);
                return;
            }

            var answer = await PerformAsync(effect, cancellationToken);
            lock (_lock)
                effect = session.Handle(answer);
        }

        if (frame.BodyCase == Frame.BodyOneofCase.Push)
            CatchUp?.InboundPushed(session.HasCaughtUp, NowMs);
    }

    /// <summary>A peer that goes on without the rest of a batch must not have it kept for ever.</summary>
    private void NoteGathered()
    {
        if (session.Gathered == _gathered)
            return;
        _gathered = session.Gathered;
        _batchDeadlineMs = _gathered == 0 ? null : NowMs + SessionLimits.BatchTimeoutMs;
    }

    private async Task SetAsideAsync(AdmitEvents admit, Push push, CancellationToken cancellationToken)
    {
        await _room.TakeAsync(admit.Events.Count, cancellationToken);
        lock (_lock)
            session.SetAside();
        var admitting = push.Traces.Count == 0 ? driver.AdmitAsync(admit, Peer, _ending) : AdmitTracedAsync(admit, push);
        await _pushes.Writer.WriteAsync(new AsidePush(admitting, admit.Events.Count), cancellationToken);
    }

    /// <summary>Goes on with the traces of the writes.</summary>
    private async Task<EventsAdmitted> AdmitTracedAsync(AdmitEvents admit, Push push)
    {
        using var activity = TraceLinks.Start(PeerInstruments.Source, "aevrion.peer.admit", ActivityKind.Consumer, WireTrace.Read(push.Traces));
        activity?.SetTag(PeerInstruments.PeerTag, Peer).SetTag("aevrion.events", admit.Events.Count);
        return await driver.AdmitAsync(admit, Peer, _ending);
    }

    private async Task AcknowledgeAsync(CancellationTokenSource stop)
    {
        try
        {
            var durable = new Queue<EventsAdmitted>();
            await foreach (var push in _pushes.Reader.ReadAllAsync(CancellationToken.None))
            {
                // One acknowledgement covers all that are durable by now.
                durable.Enqueue(await push.Admitting);
                var events = push.Events;
                var frames = 1;
                for (; _pushes.Reader.TryPeek(out var next) && next.Admitting.IsCompletedSuccessfully && _pushes.Reader.TryRead(out next); frames++)
                {
                    durable.Enqueue(await next.Admitting);
                    events += next.Events;
                }

                await AcknowledgeAsync(durable, frames, events, stop.Token);
            }
        }
        catch (Exception failure)
        {
            // Nothing behind it is acknowledged: its positions would tell of what may not be there.
            _failure = failure;
            await stop.CancelAsync();
            await foreach (var push in _pushes.Reader.ReadAllAsync(CancellationToken.None))
                await ((Task)push.Admitting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AcknowledgeAsync(Queue<EventsAdmitted> durable, int frames, int events, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(CancellationToken.None);
        try
        {
            Frame? acknowledgement = null;
            lock (_lock)
            {
                while (durable.TryDequeue(out var admitted))
                    acknowledgement = session.Admitted(admitted) ?? acknowledgement;
            }

            _room.Release(frames, events);
            CatchUp?.InboundPushed(session.HasCaughtUp, NowMs);
            if (acknowledgement is not null && !cancellationToken.IsCancellationRequested)
                await channel.SendAsync(acknowledgement, cancellationToken);
        }
        catch (Exception lost) when (lost is PeerConnectionLostException or OperationCanceledException)
        {
            // Whoever reads from the connection notices by itself; what is durable is remembered for the next one.
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<ReceivedFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if ((session.DeadlineMs ?? _batchDeadlineMs) is not { } deadlineMs)
            return await channel.ReceiveAsync(cancellationToken);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(0, deadlineMs - NowMs)));
        try
        {
            return await channel.ReceiveAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            session.Expire();
            return null;
        }
    }

    private async Task<SyncInput> PerformAsync(SyncEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case SendFrame send:
                await SendAsync(send.Frame, cancellationToken);
                return FrameSent.Instance;
            case NotePeer note:
                entrance.Enter(note.Region);
                _isEntered = true;
                neighbourhood.Learn(note.Region, note.Neighbours);
                CatchUp?.InboundOpened(NowMs);
                links.Find(note.Region)?.NoteInbound();
                PeerLog.Accepted(logger, note.Region);
                return Noted.Instance;
            case LearnFrontiers learn:
                foreach (var observer in frontiers)
                    await observer.LearnAsync(learn.Region, learn.Records, cancellationToken);
                return Noted.Instance;
            default:
                _admissions ??= driver.Admissions(Peer, cancellationToken);
                return await driver.PerformAsync(effect, _admissions, cancellationToken);
        }
    }

    private async Task SendAsync(Frame frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await channel.SendAsync(frame, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }
}
