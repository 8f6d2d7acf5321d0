using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Interfaces.Sync;
using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>
/// Carries word of imports and of peers' events between the silos of a region, one call a batch, so that keys active in any silo see
/// them. There is one, with key 0.
/// </summary>
[Alias("aevrion.relay")]
public interface IRelayGrain : IGrainWithIntegerKey
{
    /// <summary>Joins, or stays, for <see cref="MembershipSeconds"/>.</summary>
    /// <param name="silo">How to reach the silo.</param>
    /// <param name="address">Its address in the cluster, as text.</param>
    /// <param name="pushes">What it has pushed so far, for <see cref="GetPushes"/>.</param>
    [Alias("Join")]
    Task<RelayPosition> Join(ISiloObserver silo, string address, ImmutableArray<PushTotals> pushes);

    /// <summary>What the other silos have pushed to a peer, as of when they last joined; zeroes when there are none.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="but">Address of the silo that is left out.</param>
    [Alias("GetPushes")]
    ValueTask<PushTotals> GetPushes(string peer, string but);

    /// <summary>What each of the other silos has committed that a peer has not acknowledged; silos that do not answer in time are left out.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="but">Address of the silo that is left out.</param>
    [Alias("GetPending")]
    Task<ImmutableArray<PendingNodes>> GetPending(string peer, string but);

    /// <summary>What the other silos did in some steps of time, added up; silos that do not answer in time are left out.</summary>
    /// <param name="but">Address of the silo that is left out.</param>
    /// <param name="first">Number of the first step.</param>
    /// <param name="last">Number of the last step.</param>
    [Alias("GetLoad")]
    Task<LoadSum> GetLoad(string but, long first, long last);

    /// <summary>
    /// Tells every silo but the one that announces; done once each active one knows. Silos that have not joined yet are waited for, those
    /// that cannot be reached are left to find out by themselves.
    /// </summary>
    [Alias("Announce")]
    Task Announce(Announcement announcement, ISiloObserver from);

    /// <summary>Tells the silos that are known, but the one that says so, of a position in the commit log; whoever misses it finds out.</summary>
    [Alias("TellPosition")]
    Task TellPosition(long position, ISiloObserver from);

    /// <summary>How long a silo belongs after it last joined.</summary>
    const int MembershipSeconds = 30;
}
