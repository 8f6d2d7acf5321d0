using System.Runtime.CompilerServices;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// Compares the list of conflicts with the events, range of keys by range of keys, while the region serves. Memory: the differences of a
/// range of <see cref="ConflictLimits.RangeVersions"/> versions.
/// </summary>
/// <param name="store">The list.</param>
/// <param name="catchUp">Completes once the follower has followed every commit made before the call.</param>
public sealed class ConflictVerification(IConflictStore store, Func<CancellationToken, Task> catchUp)
{
    /// <summary>Compares all of it. A difference that only waits for the follower is none.</summary>
    /// <returns>Each range as it was compared, in the order of keys; ranges without a difference too, for the sake of progress.</returns>
    public async IAsyncEnumerable<ConflictComparison> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        string? through;
        do
        {
            through = await store.FindRangeEndAsync(after, ConflictLimits.RangeVersions, cancellationToken).ConfigureAwait(false);
            var found = await store.CompareAsync(after, through, mends: false, cancellationToken).ConfigureAwait(false);
            if (!found.IsRight)
            {
                await catchUp(cancellationToken).ConfigureAwait(false);
                found = (await store.CompareAsync(after, through, mends: false, cancellationToken).ConfigureAwait(false)).Since(found);
            }

            yield return found;
            after = through ?? after;
        }
        while (through is not null);
    }
}
