using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>One append request that has become durable.</summary>
/// <param name="Events">Its events.</param>
/// <param name="Added">For each event: true when it was new.</param>
/// <param name="ReceivedFrom">The peer it came from; null for this region's own.</param>
public sealed record CommittedAppend(IReadOnlyList<Event> Events, IReadOnlyList<bool> Added, string? ReceivedFrom)
{
    /// <summary>
    /// Position of the transaction in the <see cref="Commits.ICommitLog"/>, the same for all its requests; null when it added nothing, and
    /// when an earlier try may have been the one that did.
    /// </summary>
    public long? Position { get; init; }

    /// <summary>
    /// True when the transaction was tried more than once. An earlier try may have committed without saying so, and an event whose
    /// flag is false may then be new all the same: treat every event as new.
    /// </summary>
    public bool IsRepeated { get; init; }

    /// <summary>How many of its events were new.</summary>
    public int CountAdded()
    {
        var count = 0;
        for (var i = 0; i < Added.Count; i++)
            count += Added[i] ? 1 : 0;
        return count;
    }
}
