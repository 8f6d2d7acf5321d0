namespace Aevrion.Storage.Conflicts;

/// <summary>Makes the list of conflicts what the events say, range of keys by range of keys, while the region serves and the follower follows.</summary>
public sealed class ConflictRebuild(IConflictStore store)
{
    /// <summary>Mends the whole list. Safe to repeat, and to break off: what was mended stays mended.</summary>
    /// <param name="visited">Told of versions looked at, as they are.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>How many entries were missing or extra.</returns>
    public async Task<long> RunAsync(Action<long> visited, CancellationToken cancellationToken)
    {
        var mended = 0L;
        var after = "";
        string? through;
        do
        {
            // The last range has no end, so that what is listed of keys that do not exist goes too.
            through = await store.FindRangeEndAsync(after, ConflictLimits.RangeVersions, cancellationToken).ConfigureAwait(false);
            var found = await store.CompareAsync(after, through, mends: true, cancellationToken).ConfigureAwait(false);
            mended += found.Missing.Count + found.Extra.Count;
            visited(found.Versions);
            after = through ?? after;
        }
        while (through is not null);
        return mended;
    }
}
