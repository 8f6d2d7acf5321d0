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
    IEnumerable<IFrontierObserver> frontiers,
    ILogger<PeerListener> logger)
{
    private const string Unknown = "unknown";

    private readonly SessionSettings _settings = options.ToSessionSettings();

    /// <summary>Serves a connection until it ends. Disposing of it is left to the caller.</summary>
    public async Task ServeAsync(IPeerChannel channel, CancellationToken cancellationToken)
    {
        var session = new ListenerSession(_settings, positions, clock.TimeProvider.MonotonicMs());
        try
        {
            using var connection = new ListenerConnection(channel, session, driver, neighbourhood, links, frontiers, clock, logger);
            await connection.RunAsync(cancellationToken);
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
    }
}
