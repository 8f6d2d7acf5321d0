using Aevrion.Core.Events;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>A clock that was set back dates writes into closed time, and the log is not told that the region dated them itself.</summary>
internal sealed class LateWritesNotRefused : Canary
{
    /// <inheritdoc/>
    public override Task AppendAsync(RegionProcess process, Event written, bool isOwn) => base.AppendAsync(process, written, isOwn: false);
}
