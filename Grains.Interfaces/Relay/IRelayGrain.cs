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
    [Alias("Join")]
    Task<RelayPosition> Join(ISiloObserver silo, string address);

    /// <summary>
    /// Tells every silo but the one that announces; done once each active one knows. Silos that have not joined yet are waited for, those
    /// that cannot be reached are left to find out by themselves.
    /// </summary>
    [Alias("Announce")]
    Task Announce(Announcement announcement, ISiloObserver from);

    /// <summary>How long a silo belongs after it last joined.</summary>
    const int MembershipSeconds = 30;
}
