using Aevrion.Core.Events;
using Aevrion.Grains.Hosting;
using Aevrion.Storage;

namespace Aevrion.Grains.Origins;

/// <summary>
/// Which regions events may come from: this one, its peers, and a limited number of others, which are remembered. Asked before events are handed
/// to the appender, where those of many senders meet.
/// </summary>
public sealed class KnownOrigins(IOriginRegistry registry, RegionOptions options)
{
    /// <summary>What whoever sent events of too many regions is told.</summary>
    public static string TooMany { get; } =
        $"The region has events of {StorageLimits.MaxOrigins} regions already, and takes none of another unless it is a peer. Nothing was written.";

    /// <summary>Remembers the regions that events came from.</summary>
    /// <returns>False when there are too many.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async ValueTask<bool> AdmitAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
    {
        var last = options.Region;
        for (var i = 0; i < events.Count; i++)
        {
            var origin = events[i].Origin;
            if (origin == last)
                continue;
            if (origin != options.Region && !options.Peers.ContainsKey(origin) && !await registry.TryRegisterAsync(origin, cancellationToken))
                return false;
            last = origin;
        }

        return true;
    }
}
