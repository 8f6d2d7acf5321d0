using Aevrion.Core.Sync.Frontiers;

namespace Aevrion.Grains.Watermark;

/// <summary>Where the connections of this silo meet the region's frontiers.</summary>
public interface IFrontierExchange
{
    /// <summary>A peer told what regions say of themselves. Never waits.</summary>
    void OnLearnt(string peer, IReadOnlyList<FrontierRecord> records);

    /// <summary>Everything known that peers may be told; see <see cref="FrontierGossip"/>.</summary>
    IReadOnlyList<KnownFrontier> All();

    /// <summary>Called after <see cref="All"/> has changed. Must be quick.</summary>
    Action? Changed { get; set; }
}
