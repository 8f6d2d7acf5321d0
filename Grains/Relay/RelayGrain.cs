using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Relay;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Relay;

/// <summary>
/// Passes announcements on. What a silo missed (it could not be reached, or the relay moved) it notices by the position at the next
/// announcement or the next time it joins, and reads its active keys anew.
/// </summary>
[Reentrant]
public sealed class RelayGrain(RegionClock clock, ILogger<RelayGrain> logger) : Grain, IRelayGrain
{
    private static readonly TimeSpan SiloTimeout = TimeSpan.FromSeconds(5);

    private readonly Guid _epoch = Guid.NewGuid();
    private readonly Dictionary<ISiloObserver, long> _silos = [];
    private long _announcements;

    /// <inheritdoc/>
    public Task<RelayPosition> Join(ISiloObserver silo)
    {
        _silos[silo] = clock.NowMs() + (IRelayGrain.MembershipSeconds * 1000);
        return Task.FromResult(Position());
    }

    /// <inheritdoc/>
    public async Task Announce(Announcement announcement, ISiloObserver from)
    {
        _announcements++;
        var position = Position();
        var now = clock.NowMs();
        foreach (var (gone, _) in _silos.Where(silo => silo.Value < now).ToList())
            _silos.Remove(gone);
        await Task.WhenAll(_silos.Keys.ToList().Select(silo => Tell(silo, silo.Equals(from) ? Nothing : announcement, position)));
    }

    private static Announcement Nothing { get; } = new() { Keys = [] };

    private RelayPosition Position() => new() { Epoch = _epoch, Announcements = _announcements };

    private async Task Tell(ISiloObserver silo, Announcement announcement, RelayPosition position)
    {
        try
        {
            await silo.Seen(announcement, position).WaitAsync(SiloTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.NotTold(logger, failure.Message);
        }
    }
}
