using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>Changes behind a place.</summary>
/// <param name="Changes">Ascending, without one missing in between.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="IsTrimmed">True when what comes next is not in the commit log any more.</param>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, CommitPlace Next, bool IsTrimmed = false);
