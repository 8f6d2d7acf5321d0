using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Upkeep;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Conflicts;

/// <summary>Sees to it that the region's <see cref="IConflictGrain"/> follows the commits.</summary>
public sealed class ConflictWaker(IGrainFactory grains, RegionClock clock, ILogger<ConflictWaker> logger) : GrainWaker(Period, clock.TimeProvider)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task WakeAsync() => grains.GetGrain<IConflictGrain>(0).Follow();

    /// <inheritdoc/>
    protected override void NotWoken(string reason) => ConflictLog.NotWoken(logger, reason);
}
