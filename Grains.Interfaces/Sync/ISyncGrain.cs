using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>
/// Keeps this region equal with one peer: exchanges digests and repairs what differs, at every tick of a durable reminder, after each
/// reconnect and on request. One activation in the region, so one exchange with the peer at a time. Grain key: the peer's name.
/// </summary>
[Alias("aevrion.sync")]
public interface ISyncGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the reminder is set. Repeating it changes nothing.</summary>
    [Alias("EnsureScheduled")]
    Task EnsureScheduled();

    /// <summary>Runs an exchange now, after the one under way if there is one.</summary>
    [ResponseTimeout("01:00:00")]
    [Alias("Exchange")]
    Task<ExchangeReport> Exchange();

    /// <summary>
    /// Like <see cref="Exchange"/>, and compares the time that is still open, too: <see cref="ExchangeReport.EqualBefore"/> tells what the
    /// peer has by now. Fails at once without a connection.
    /// </summary>
    [ResponseTimeout("01:00:00")]
    [Alias("Compare")]
    Task<ExchangeReport> Compare();

    /// <summary>Hears of something that makes an exchange due, and runs it as soon as it may. Does not wait for it.</summary>
    [AlwaysInterleave]
    [Alias("Notice")]
    Task Notice(PeerNews news);

    /// <summary>
    /// Ends the connections with the peer, both ways, and allows no new ones before <see cref="Resume"/>, whatever restarts in between.
    /// Done once that is durable and every silo that can be reached knows it. Repeating it changes nothing.
    /// </summary>
    /// <returns>How the peer stands; null when the database did not keep it, and nothing has changed.</returns>
    [AlwaysInterleave]
    [Alias("Pause")]
    Task<PeerStatus?> Pause();

    /// <summary>Allows connections with the peer again; they come by themselves, and so does an exchange. Otherwise like <see cref="Pause"/>.</summary>
    [AlwaysInterleave]
    [Alias("Resume")]
    Task<PeerStatus?> Resume();

    /// <summary>What every silo has to know of the peer, at once, also while an exchange runs.</summary>
    [AlwaysInterleave]
    [Alias("GetTidings")]
    ValueTask<PeerTidings> GetTidings();

    /// <summary>Where the region is known to differ from the peer, at once, also while an exchange runs.</summary>
    [AlwaysInterleave]
    [Alias("GetDifferences")]
    Task<PeerDifferences> GetDifferences();

    /// <summary>What is known of the peer, at once, also while an exchange runs.</summary>
    [AlwaysInterleave]
    [Alias("GetStatus")]
    ValueTask<PeerStatus> GetStatus();
}
