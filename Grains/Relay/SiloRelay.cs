using System.Collections.Immutable;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Interfaces.Relay;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Interfaces.Watermark;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Load;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Watermark;
using Aevrion.Storage.Tree;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Relay;

/// <summary>
/// This silo's ear and voice in its region. Events that came in otherwise than through a key's grain (imports, peers) are announced to
/// the other silos before they are acknowledged; announcements of others reach this silo's active keys and its watermark. Whatever is
/// missed makes the silo read all keys anew, and claim no watermark before the region's history was compared again.
/// </summary>
/// <remarks>
/// A silo that knows itself to be alone announces nothing. It relies on an answer of the relay that said so for <see cref="AloneFor"/>;
/// whoever joins it later takes nothing in, and reads all keys anew, until that time has passed.
/// </remarks>
public sealed class SiloRelay(
    ActiveKeys activeKeys,
    SeenStamps seen,
    ConvergedTime convergedTime,
    LeafDigests leafDigests,
    IGrainFactory grains,
    ILocalSiloDetails silo,
    ISiloStatusOracle silos,
    RegionClock clock,
    LoadRecorder load,
    ILogger<SiloRelay> logger) : BackgroundService, IHostedLifecycleService, ISiloObserver
{
    private static readonly TimeSpan JoinPeriod = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AloneFor = TimeSpan.FromSeconds(2);

    /// <summary>How long after the last sign of another silo it may still commit.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(1);

    /// <summary>How long a silo waits at its start until the others know of it.</summary>
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ISiloObserver> _self = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RelayPosition? _position;
    private Guid? _joined;
    private long? _othersKnowMs;
    private long _companyMs = long.MinValue / 2;
    private long _aloneUntilMs = long.MinValue;
    private long _distrustsUntilMs = long.MinValue;

    /// <summary>Called for the oldest event of every announcement of another silo. Must be quick.</summary>
    public Action<AdmittedEvent>? HeardOf { get; set; }

    /// <summary>Tells what this silo has pushed to its peers.</summary>
    public Func<ImmutableArray<PushTotals>>? PushesSoFar { get; set; }

    /// <summary>Called with the newest position that another silo says it has committed. Must be quick.</summary>
    public Action<long>? Reached { get; set; }

    /// <summary>Called when another silo has changed the access tokens; it is answered once this one knows them.</summary>
    public Func<Task>? TokensChanged { get; set; }

    /// <summary>Tells what this silo has committed that a peer has not acknowledged.</summary>
    public Func<string, PendingNodes>? PendingFor { get; set; }

    /// <summary>Called with what another silo tells of a peer. Must be quick.</summary>
    public Action<PeerTidings>? HeardOfPeer { get; set; }

    /// <summary>
    /// True while this silo knows that no other of its region commits anything: that none is a member, and none was within <see cref="Aftermath"/>. One
    /// that leaves commits what it has begun, and one that was taken for dead may not have noticed.
    /// </summary>
    public bool CommitsAlone => IsAlone && !HasCompany()
        && clock.TimeProvider.MonotonicMs() - Interlocked.Read(ref _companyMs) >= (long)Aftermath.TotalMilliseconds;

    private bool IsAlone => Volatile.Read(ref _aloneUntilMs) > clock.TimeProvider.MonotonicMs()
        && silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1;

    private IRelayGrain Relay => grains.GetGrain<IRelayGrain>(0);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Done once this silo is alone, or none of the others can take itself to be alone any more: before that it takes nothing in.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _settled.Task.WaitAsync(SettleTimeout, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            RelayLog.NotSettled(logger, SettleTimeout.TotalSeconds);
        }
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells the other silos of durable events; done once they know, or it is certain that they will find out.</summary>
    /// <param name="events">The events.</param>
    /// <param name="added">For each: true when it was new.</param>
    /// <param name="receivedFrom">The peer they came from; null for this region's own.</param>
    public async Task AnnounceAsync(IReadOnlyList<Event> events, IReadOnlyList<bool> added, string? receivedFrom)
    {
        if (IsAlone)
            return;
        var highest = new Dictionary<string, SeenKey>(StringComparer.Ordinal);
        Event? oldest = null;
        for (var i = 0; i < events.Count; i++)
        {
            if (added[i] && (oldest is null || events[i].Timestamp < oldest.Timestamp))
                oldest = events[i];
            if (added[i] && (!highest.TryGetValue(events[i].Key, out var seen) || events[i].Stamp > new EventStamp(seen.Timestamp, seen.Id)))
                highest[events[i].Key] = new SeenKey { Key = events[i].Key, Timestamp = events[i].Timestamp, Id = events[i].Id };
        }

        if (oldest is null)
            return;
        try
        {
            var announcement = new Announcement
            {
                Keys = [.. highest.Values],
                Oldest = new AdmittedEvent { Timestamp = oldest.Timestamp, Origin = oldest.Origin, ReceivedFrom = receivedFrom },
            };
            await Relay.Announce(announcement, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.NotAnnounced(logger, failure.Message);
        }
    }

    /// <summary>What the other silos of the region have pushed to a peer, as of a second or so ago; zeroes while that cannot be told.</summary>
    public async ValueTask<PushTotals> PushesOfOthersAsync(string peer)
    {
        var none = new PushTotals { Peer = peer, Lag = 0, Pushed = 0, Overflows = 0 };
        if (silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1)
            return none;
        try
        {
            return await Relay.GetPushes(peer, silo.SiloAddress.ToString()).AsTask().WaitAsync(AnswerTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.PushesNotTold(logger, peer, failure.Message);
            return none;
        }
    }

    /// <summary>What each of the other silos of the region has committed that a peer has not acknowledged; nothing, while that cannot be told.</summary>
    public async Task<ImmutableArray<PendingNodes>> PendingOfOthersAsync(string peer)
    {
        if (silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1)
            return [];
        try
        {
            return await Relay.GetPending(peer, silo.SiloAddress.ToString()).WaitAsync(AnswerTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.PendingNotTold(logger, peer, failure.Message);
            return [];
        }
    }

    /// <summary>What the other silos of the region did in some steps of time; of none, while that cannot be told.</summary>
    public async Task<LoadSum> LoadOfOthersAsync(long first, long last)
    {
        var none = new LoadSum { Silos = 0, Steps = [] };
        if (silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1)
            return none;
        try
        {
            return await Relay.GetLoad(silo.SiloAddress.ToString(), first, last).WaitAsync(AnswerTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.LoadNotTold(logger, failure.Message);
            return none;
        }
    }

    /// <summary>Tells the other silos the newest position that this one has committed, for their watches; they do without if need be.</summary>
    public async Task TellPositionAsync(long position)
    {
        if (IsAlone)
            return;
        try
        {
            await Relay.TellPosition(position, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.PositionNotTold(logger, failure.Message);
        }
    }

    /// <summary>Makes every silo read anew what it remembers: what it was derived from has changed.</summary>
    public async Task DistrustEverywhereAsync()
    {
        DistrustAll();
        try
        {
            await Relay.Announce(new Announcement { Keys = [], IsAllInDoubt = true }, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.NotAnnounced(logger, failure.Message);
        }
    }

    /// <summary>Makes every silo read the access tokens; done once each that can be reached has.</summary>
    public async Task TellTokensChangedAsync()
    {
        try
        {
            await Relay.Announce(new Announcement { Keys = [], AreTokensChanged = true }, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.TokensNotTold(logger, failure.Message);
        }
    }

    /// <summary>Tells the other silos of a peer; done once each that can be reached knows. Whoever misses it asks within seconds.</summary>
    public async Task TellOfPeerAsync(PeerTidings tidings)
    {
        if (IsAlone)
            return;
        try
        {
            await Relay.Announce(new Announcement { Keys = [], Tidings = tidings }, await _self.Task);
        }
        catch (Exception failure)
        {
            RelayLog.PeerNotTold(logger, tidings.Peer, failure.Message);
        }
    }

    /// <inheritdoc/>
    public Task Seen(Announcement announcement, RelayPosition position)
    {
        foreach (var key in announcement.Keys)
            activeKeys.Expect(key.Key, new EventStamp(key.Timestamp, key.Id));
        if (announcement.Oldest is { } oldest)
        {
            convergedTime.Admitted(new LateAdmission(oldest.Timestamp, oldest.Origin, oldest.ReceivedFrom));
            HeardOf?.Invoke(oldest);
        }

        if (announcement.Tidings is { } tidings)
            HeardOfPeer?.Invoke(tidings);
        if (announcement.IsAllInDoubt)
            DistrustAll();
        Follow(position, announced: 1);
        return announcement.AreTokensChanged && TokensChanged is { } changed ? changed() : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Committed(long position)
    {
        Reached?.Invoke(position);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<PendingNodes> ReadPending(string peer) =>
        Task.FromResult(PendingFor?.Invoke(peer) ?? new PendingNodes { Level = 0, Indexes = [], Counts = [] });

    /// <inheritdoc/>
    public Task<ImmutableArray<LoadStep>> ReadLoad(long first, long last) => Task.FromResult(load.Read(first, last));

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
                var askedMs = clock.TimeProvider.MonotonicMs();
                Settle(await Relay.Join(self, silo.SiloAddress.ToString(), PushesSoFar?.Invoke() ?? []).WaitAsync(stoppingToken), askedMs);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                RelayLog.NotJoined(logger, failure.Message);
                DistrustAll();
            }

            await Task.Delay(JoinPeriod, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Settle(RelayPosition position, long askedMs)
    {
        var nowMs = clock.TimeProvider.MonotonicMs();
        var isAlone = position.Members == 1;
        var isFirst = _joined != position.Epoch;
        var hasCompany = HasCompany() || !isAlone;

        // One that is dead now may have been taken for dead a moment ago.
        if (!isAlone || (isFirst && silos.GetApproximateSiloStatuses().Count > 1))
            NoteCompany();
        Volatile.Write(ref _aloneUntilMs, isAlone ? askedMs + (long)AloneFor.TotalMilliseconds : long.MinValue);
        _joined = position.Epoch;
        Follow(position, announced: 0);

        // Others may have been told that they are alone just before this one joined, and rely on it for a while.
        if (isFirst && !isAlone)
            _distrustsUntilMs = nowMs + (long)(AloneFor + JoinPeriod).TotalMilliseconds;
        if (nowMs < _distrustsUntilMs)
            DistrustAll();
        _othersKnowMs ??= hasCompany ? nowMs + (long)AloneFor.TotalMilliseconds : nowMs;
        if (nowMs >= _othersKnowMs)
            _settled.TrySetResult();
    }

    /// <summary>Whether there is another silo that is not known to be dead; takes note of when there was one.</summary>
    private bool HasCompany()
    {
        var others = silos.GetApproximateSiloStatuses().Count(other => !other.Key.Equals(silo.SiloAddress) && other.Value != SiloStatus.Dead);
        if (others > 0)
            NoteCompany();
        return others > 0;
    }

    private void NoteCompany()
    {
        Interlocked.Exchange(ref _companyMs, clock.TimeProvider.MonotonicMs());
        seen.Clear();
    }

    private void Follow(RelayPosition position, int announced)
    {
        lock (_lock)
        {
            // Announcements may overtake each other; one that is merely late leads to one reading too many, never to one too few.
            var isNext = _position is { } last && last.Epoch == position.Epoch && position.Announcements <= last.Announcements + announced;
            if (!isNext)
                DistrustAll();
            if (_position is null || _position.Epoch != position.Epoch || position.Announcements > _position.Announcements)
                _position = position;
        }
    }

    private void DistrustAll()
    {
        activeKeys.DistrustAll();
        seen.Clear();
        leafDigests.Forget();
        convergedTime.Distrust();
    }
}
