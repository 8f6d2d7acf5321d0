using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Rebuild;

/// <summary>
/// Rebuilds what the region derives from its events, one rebuild at a time. There is one, with key 0. A rebuild lives as long as the
/// silo it runs in: after that another can be started, which finds what was mended done.
/// </summary>
[Alias("aevrion.rebuild")]
public interface IRebuildGrain : IGrainWithIntegerKey
{
    /// <summary>Starts a rebuild, or joins the one that runs. Does not wait for its end.</summary>
    [AlwaysInterleave]
    [Alias("Start")]
    Task<RebuildStatus> Start(RebuildRequest request);

    /// <summary>The rebuild that runs, or else the last one; null when none has run since the grain began.</summary>
    [AlwaysInterleave]
    [Alias("GetStatus")]
    ValueTask<RebuildStatus?> GetStatus();
}
