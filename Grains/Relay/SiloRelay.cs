using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Relay;
using Aevrion.Grains.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Relay;

/// <summary>
/// This silo's ear and voice in its region. Events that came in otherwise than through a key's grain (imports, peers) are announced to
/// the other silos before they are acknowledged; announcements of others reach this silo's active keys. Whatever is missed makes the
/// silo read all of them anew.
/// </summary>
public sealed class SiloRelay(ActiveKeys activeKeys, IGrainFactory grains, ILocalSiloDetails silo, ILogger<SiloRelay> logger)
    : BackgroundService, ISiloObserver
{
    private static readonly TimeSpan JoinPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ISiloObserver> _self = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RelayPosition? _position;

    private IRelayGrain Relay => grains.GetGrain<IRelayGrain>(0);

    /// <summary>Tells the other silos of durable events; done once they know, or it is certain that they will find out.</summary>
    public async Task AnnounceAsync(IReadOnlyList<Event> events, IReadOnlyList<bool> added)
    {
        var highest = new Dictionary<string, SeenKey>(StringComparer.Ordinal);
        for (var i = 0; i < events.Count; i++)
        {
            if (added[i] && (!highest.TryGetValue(events[i].Key, out var seen) || events[i].Stamp > new EventStamp(seen.Timestamp, seen.Id)))
                highest[events[i].Key] = new SeenKey { Key = events[i].Key, Timestamp = events[i].Timestamp, Id = events[i].Id };
        }

        if (highest.Count == 0)
            return;
        try
        {
            await Relay.Announce(new Announcement { Keys = [.. highest.Values] }, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.NotAnnounced(logger, failure.Message);
        }
    }

    /// <inheritdoc/>
    public Task Seen(Announcement announcement, RelayPosition position)
    {
        foreach (var key in announcement.Keys)
            activeKeys.Expect(key.Key, new EventStamp(key.Timestamp, key.Id));
        Follow(position, announced: 1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var self = grains.CreateObjectReference<ISiloObserver>(this);
        _self.SetResult(self);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Follow(await Relay.Join(self, silo.SiloAddress.ToString()).WaitAsync(stoppingToken), announced: 0);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                RelayLog.NotJoined(logger, failure.Message);
                activeKeys.DistrustAll();
            }

            await Task.Delay(JoinPeriod, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Follow(RelayPosition position, int announced)
    {
        lock (_lock)
        {
            // Announcements may overtake each other; one that is merely late leads to one reading too many, never to one too few.
            var isNext = _position is { } last && last.Epoch == position.Epoch && position.Announcements <= last.Announcements + announced;
            if (!isNext)
                activeKeys.DistrustAll();
            if (_position is null || _position.Epoch != position.Epoch || position.Announcements > _position.Announcements)
                _position = position;
        }
    }
}
