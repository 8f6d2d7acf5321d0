namespace Aevrion.Core.Sync.Frontiers;

/// <summary>What a region keeps for good of its own frontier and of the others'.</summary>
/// <param name="Version">The highest version of the region's own record that was ever used or heard of.</param>
/// <param name="Own">The last record of itself; null before the first.</param>
/// <param name="Others">What is known of other regions.</param>
/// <param name="Digests">Digests of the region's own history, valid when this was kept. Ascending.</param>
/// <param name="WatermarkLeaf">The watermark; null for none.</param>
/// <param name="LateLeaf">Lowest leaf that took events after it was closed, while the watermark is not beyond it; null for none.</param>
/// <param name="LastFall">The last time the watermark moved back; null for never.</param>
public sealed record FrontierState(
    long Version,
    FrontierRecord? Own,
    IReadOnlyList<KeptFrontier> Others,
    IReadOnlyList<HistoryDigest> Digests,
    long? WatermarkLeaf,
    long? LateLeaf,
    WatermarkFall? LastFall)
{
    /// <summary>
    /// How much of the watermark a restart can confirm: up to the highest digest kept at or below it. What is claimed beyond that may be
    /// taken back by a crash. Null for nothing.
    /// </summary>
    public long? ConfirmableLeaf =>
        Digests.LastOrDefault(digest => digest.Leaf <= WatermarkLeaf) is { Leaf: > 0 } highest ? highest.Leaf : null;
}
