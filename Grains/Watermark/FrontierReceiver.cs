using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Peers;

namespace Aevrion.Grains.Watermark;

/// <summary>Checks what peers tell of regions and hands it on.</summary>
public sealed class FrontierReceiver(IFrontierExchange exchange, RegionOptions options) : IFrontierObserver
{
    /// <inheritdoc/>
    public ValueTask LearnAsync(string peer, IReadOnlyList<RegionFrontier> records, CancellationToken cancellationToken)
    {
        exchange.OnLearnt(peer, WireFrontiers.FromWire(records, options.ToShape()));
        return ValueTask.CompletedTask;
    }
}
