using System.Collections.Immutable;
using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Interfaces.Relay;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Load;
using Aevrion.Grains.Peers;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Aevrion.Grains.Relay;

/// <summary>
/// Passes announcements on. What a silo missed (it could not be reached, or the relay moved) it notices by the position at the next
/// announcement or the next time it joins, and reads its active keys anew.
/// </summary>
[Reentrant]
public sealed class RelayGrain(ISiloStatusOracle silos, RegionClock clock, ILogger<RelayGrain> logger) : Grain, IRelayGrain
{
    private static readonly TimeSpan SiloTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan JoinPoll = TimeSpan.FromMilliseconds(50);

    private readonly Guid _epoch = Guid.NewGuid();
    private readonly Dictionary<ISiloObserver, Member> _members = [];
    private long _announcements;

    /// <inheritdoc/>
    public Task<RelayPosition> Join(ISiloObserver silo, string address, ImmutableArray<PushTotals> pushes)
    {
        _members[silo] = new Member(address, clock.NowMs() + (IRelayGrain.MembershipSeconds * 1000), pushes);
        return Task.FromResult(Position());
    }

    /// <inheritdoc/>
    public ValueTask<PushTotals> GetPushes(string peer, string but)
    {
        var active = ActiveSilos();
        var others = _members.Values.Where(member => member.Address != but && active.Contains(member.Address))
            .SelectMany(member => member.Pushes).Where(pushes => pushes.Peer == peer).ToList();
        return ValueTask.FromResult(new PushTotals
        {
            Peer = peer,
            Lag = others.Sum(pushes => pushes.Lag),
            Pushed = others.Sum(pushes => pushes.Pushed),
            Overflows = others.Sum(pushes => pushes.Overflows),
            Inbound = InboundTotals.Of(others.Select(pushes => pushes.Inbound)),
        });
    }

    /// <inheritdoc/>
    public async Task<LoadSum> GetLoad(string but, long first, long last) =>
        LoadMerge.Of(await Task.WhenAll(OthersThan(but).Select(silo => ReadLoad(silo, first, last))));

    /// <inheritdoc/>
    public async Task<ImmutableArray<PendingNodes>> GetPending(string peer, string but) =>
        [.. (await Task.WhenAll(OthersThan(but).Select(silo => ReadPending(silo, peer)))).OfType<PendingNodes>()];

    /// <inheritdoc/>
    public async Task Announce(Announcement announcement, ISiloObserver from)
    {
        await EverybodyJoined();
        _announcements++;
        var position = Position();
        await Task.WhenAll(_members.Keys.ToList().Select(silo => Tell(silo, silo.Equals(from) ? Nothing : announcement, position)));
    }

    /// <inheritdoc/>
    public Task TellPosition(long position, ISiloObserver from) =>
        Task.WhenAll(_members.Keys.Where(silo => !silo.Equals(from)).ToList().Select(silo => TellPositionTo(silo, position)));

    private static Announcement Nothing { get; } = new() { Keys = [] };

    /// <summary>A relay that has just begun knows nobody: waits, for a while, until every active silo has joined this one.</summary>
    private async Task EverybodyJoined()
    {
        for (var waited = TimeSpan.Zero; waited < SiloTimeout; waited += JoinPoll)
        {
            var active = ActiveSilos();
            foreach (var (gone, _) in _members.Where(member => !active.Contains(member.Value.Address) && member.Value.UntilMs < clock.NowMs()).ToList())
                _members.Remove(gone);
            active.ExceptWith(_members.Values.Select(member => member.Address));
            if (active.Count == 0)
                return;
            await Task.Delay(JoinPoll, clock.TimeProvider);
        }
    }

    private HashSet<string> ActiveSilos() =>
        silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(address => address.ToString()).ToHashSet(StringComparer.Ordinal);

    private RelayPosition Position() => new() { Epoch = _epoch, Announcements = _announcements, Members = _members.Count };

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

    private async Task TellPositionTo(ISiloObserver silo, long position)
    {
        try
        {
            await silo.Committed(position).WaitAsync(SiloTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.PositionNotTold(logger, failure.Message);
        }
    }

    private List<ISiloObserver> OthersThan(string address)
    {
        var active = ActiveSilos();
        return [.. _members.Where(member => member.Value.Address != address && active.Contains(member.Value.Address)).Select(member => member.Key)];
    }

    private async Task<PendingNodes?> ReadPending(ISiloObserver silo, string peer)
    {
        try
        {
            return await silo.ReadPending(peer).WaitAsync(LoadTimeout);
        }
        catch (Exception failure)
        {
            RelayLog.PendingNotTold(logger, peer, failure.Message);
            return null;
        }
    }

    private async Task<LoadSum> ReadLoad(ISiloObserver silo, long first, long last)
    {
        try
        {
            return new LoadSum { Silos = 1, Steps = await silo.ReadLoad(first, last).WaitAsync(LoadTimeout) };
        }
        catch (Exception failure)
        {
            RelayLog.LoadNotTold(logger, failure.Message);
            return new LoadSum { Silos = 0, Steps = [] };
        }
    }

    private sealed record Member(string Address, long UntilMs, ImmutableArray<PushTotals> Pushes);
}
