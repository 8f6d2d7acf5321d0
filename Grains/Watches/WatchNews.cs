namespace Aevrion.Grains.Watches;

/// <summary>What a watch has to tell.</summary>
/// <param name="Changes">The next changes, in commit order; empty when there were none for a while.</param>
/// <param name="IsTooFarBehind">True when the next ones are not in the commit log any more: the watch is over.</param>
public sealed record WatchNews(IReadOnlyList<Change> Changes, bool IsTooFarBehind = false);
