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
    [Alias("Join")]
    Task<RelayPosition> Join(ISiloObserver silo);

    /// <summary>Tells every silo but the one that announces; done once each knows or is gone.</summary>
    [Alias("Announce")]
    Task Announce(Announcement announcement, ISiloObserver from);

    /// <summary>How long a silo belongs after it last joined.</summary>
    const int MembershipSeconds = 30;
}
