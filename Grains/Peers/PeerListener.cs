using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Scheduling;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Serves connections that peers open to this silo: performs what a <see cref="ListenerSession"/> wants done. A peer that breaks the
/// protocol is told why and cut off; nothing of the offending frame is kept, and no other peer notices.
/// </summary>
public sealed class PeerListener(
    RegionOptions options,
    RegionClock clock,
    ExchangeDriver driver,
    StreamPositions positions,
    Neighbourhood neighbourhood,
    PeerLinks links,
    IEnumerable<IFrontierObserver> frontiers,
    ILogger<PeerListener> logger)
{
    private const string Unknown = "unknown";

    private readonly SessionSettings _settings = options.ToSessionSettings();

    private long NowMs => clock.TimeProvider.MonotonicMs();

    /// <summary>Serves a connection until it ends. Disposing of it is left to the caller.</summary>
    public async Task ServeAsync(IPeerChannel channel, CancellationToken cancellationToken)
    {
        var session = new ListenerSession(_settings, positions, NowMs);
        try
        {
            await ServeAsync(session, channel, cancellationToken);
            PeerLog.Closed(logger, session.Peer ?? Unknown);
        }
        catch (ProtocolViolationException violation)
        {
            PeerLog.Refused(logger, session.Peer ?? Unknown, violation.Reason, violation.Message);
            await LastWords.SayAsync(channel, violation.Reason, violation.Message);
        }
        catch (StorageUnavailableException)
        {
            await LastWords.SayAsync(channel, Refusal.Types.Reason.Unavailable, "The region's database does not answer; try again shortly.");
        }
        catch (AppendQueueFullException)
        {
            await LastWords.SayAsync(channel, Refusal.Types.Reason.Busy, "The region cannot take more just now; try again shortly.");
        }
        catch (PeerConnectionLostException lost)
        {
            PeerLog.Lost(logger, session.Peer ?? Unknown, lost.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            PeerLog.Closed(logger, session.Peer ?? Unknown);
        }
        finally
        {
            CatchUpOf(session)?.InboundClosed();
        }
    }

    private CatchUp? CatchUpOf(ListenerSession session) => session.Peer is { } peer ? links.Find(peer)?.CatchUp : null;

    private async Task ServeAsync(ListenerSession session, IPeerChannel channel, CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(session, channel, cancellationToken) is { } received)
        {
            for (var effect = session.Receive(received.Frame, clock.NowMs()); effect is not null;)
            {
                if (effect is PeerLeaves leaves)
                    throw new PeerConnectionLostException($"The peer ended the connection: {leaves.Message}");
                effect = session.Handle(await PerformAsync(effect, session, channel, cancellationToken));
            }

            if (FrameTraffic.PurposeOf(received.Frame) == FramePurpose.Push)
                CatchUpOf(session)?.InboundPushed(session.HasCaughtUp, NowMs);
        }
    }

    private async Task<ReceivedFrame?> ReceiveAsync(ListenerSession session, IPeerChannel channel, CancellationToken cancellationToken)
    {
        if (session.DeadlineMs is not { } deadlineMs)
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

    private async Task<SyncInput> PerformAsync(
        SyncEffect effect, ListenerSession session, IPeerChannel channel, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case SendFrame send:
                await channel.SendAsync(send.Frame, cancellationToken);
                return FrameSent.Instance;
            case NotePeer note:
                neighbourhood.Learn(note.Region, note.Neighbours);
                CatchUpOf(session)?.InboundOpened(NowMs);
                PeerLog.Accepted(logger, note.Region);
                return Noted.Instance;
            case LearnFrontiers learn:
                foreach (var observer in frontiers)
                    await observer.LearnAsync(learn.Region, learn.Records, cancellationToken);
                return Noted.Instance;
            default:
                return await driver.PerformAsync(effect, session.Peer ?? Unknown, cancellationToken);
        }
    }
}
