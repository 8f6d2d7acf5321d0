using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>Hears what peers tell of regions.</summary>
public interface IFrontierObserver
{
    /// <summary>A peer has told something; the next frame of its connection waits until this is done.</summary>
    ValueTask LearnAsync(string peer, IReadOnlyList<RegionFrontier> records, CancellationToken cancellationToken);
}
