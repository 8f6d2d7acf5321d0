using Aevrion.Core.Tree;
using Aevrion.Simulation.Regions;

namespace Aevrion.Simulation.Canaries;

/// <summary>A region says that it has closed time, and goes on taking writes there: the horizon is ignored.</summary>
internal sealed class TimeNotClosed : Canary
{
    /// <inheritdoc/>
    public override IRegionStore CreateStore(TreeShape shape) => new OpenStore(shape);

    private sealed class OpenStore(TreeShape shape) : MemoryRegionStore(shape)
    {
        public override Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken) => Task.FromResult(throughMs);
    }
}
