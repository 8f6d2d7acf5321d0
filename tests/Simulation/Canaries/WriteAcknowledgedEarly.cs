using Aevrion.Core.Events;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>A client is told that its write is durable before it is.</summary>
internal sealed class WriteAcknowledgedEarly : Canary
{
    private const long LaterMs = 20;

    /// <inheritdoc/>
    public override Task AppendAsync(RegionProcess process, Event written, bool isOwn)
    {
        process.After(LaterMs, () => process.World.Watch(base.AppendAsync(process, written, isOwn)));
        return Task.CompletedTask;
    }
}
