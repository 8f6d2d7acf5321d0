namespace Aevrion.Storage.Rebuild;

/// <summary>
/// Makes everything that a region derives from its events anew, while it serves reads and writes: the rows of the time tree, and the
/// index that keys are found through. Safe to repeat, and to break off at any moment: what was mended stays mended.
/// </summary>
public interface IRebuild
{
    /// <summary>Rebuilds; one at a time in a database.</summary>
    /// <param name="wantsKeyIndex">Build the index of keys anew too. One that is missing or broken is built anew in any case.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="RebuildRefusedException">It cannot be done; the message says why and what to do.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    Task<RebuildReport> RunAsync(bool wantsKeyIndex, RebuildProgress progress, CancellationToken cancellationToken);
}
