using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Tree;
using Aevrion.Grains.Upkeep;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Tree;

/// <summary>Sees to it that the region's <see cref="IDigestGrain"/> is awake.</summary>
public sealed class DigestWaker(IGrainFactory grains, RegionClock clock, ILogger<DigestWaker> logger) : GrainWaker(Period, clock.TimeProvider)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task WakeAsync() => grains.GetGrain<IDigestGrain>(0).Wake();

    /// <inheritdoc/>
    protected override void NotWoken(string reason) => TreeLog.NotWoken(logger, reason);
}
