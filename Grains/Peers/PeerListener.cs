using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Serves connections that peers open to this silo, each by a <see cref="ListenerConnection"/>. A peer that breaks the protocol is told why and cut off; nothing of the offending frame is kept, and no other peer notices.
/// </summary>
public sealed class PeerListener(
    RegionOptions options,
    RegionClock clock,
    ExchangeDriver driver,
    StreamPositions positions,
    Neighbourhood neighbourhood,
    PeerLinks links,
    InboundPeers inbound,
    IEnumerable<IFrontierObserver> frontiers,
    ILogger<PeerListener> logger)
{
    private const string Unknown = "unknown";

    private readonly SessionSettings _settings = options.ToSessionSettings();

    /// <summary>Serves a connection until it ends. Disposing of it is left to the caller.</summary>
    /// <param name="channel">The connection.</param>
    /// <param name="identity">What the transport knows of its other end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ServeAsync(IPeerChannel channel, PeerIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            using var entrance = inbound.Knock(identity);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, entrance.CutOff);
            await ServeAsync(channel, entrance, either.Token, cancellationToken);
        }
        catch (ProtocolViolationException busy)
        {
            await LastWords.SayAsync(channel, busy.Reason, busy.Message);
        }
    }

    private async Task ServeAsync(IPeerChannel channel, InboundConnection entrance, CancellationToken either, CancellationToken cancellationToken)
    {
        var session = new ListenerSession(_settings, positions, clock.TimeProvider.MonotonicMs(), entrance.Identity.Region);
        try
        {
            using var connection = new ListenerConnection(channel, session, entrance, driver, neighbourhood, links, frontiers, clock, logger);
            await connection.RunAsync(either);
            PeerLog.Closed(logger, session.Peer ?? Unknown);
        }
        catch (ProtocolViolationException violation)
        {
            var peer = session.Peer ?? entrance.Identity.Region ?? Unknown;
            if (entrance.Refused(violation) is { } backOffMs)
                PeerLog.CutOff(logger, peer, violation.Reason, backOffMs, violation.Message);
            else if (!entrance.IsTurnedAway)
                PeerLog.Refused(logger, peer, violation.Reason, violation.Message);
            await LastWords.SayAsync(channel, violation.Reason, violation.Message);
        }
        catch (OperationCanceledException) when (entrance.CutOff.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await LastWords.SayAsync(channel, Refusal.Types.Reason.Busy, entrance.CutOffReason);
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
    }
}
