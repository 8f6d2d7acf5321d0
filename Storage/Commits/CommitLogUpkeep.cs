namespace Aevrion.Storage.Commits;

/// <summary>Keeps the commit log as short as it may be. Runs in every silo; they share the work by turns.</summary>
internal sealed class CommitLogUpkeep(ICommitLog log, CommitLogOptions options) : IStorageUpkeep
{
    /// <inheritdoc/>
    public TimeSpan Pause => CommitLogLimits.TrimPause;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var step = 0; step < CommitLogLimits.MaxTrimSteps; step++)
        {
            var removed = await log.TrimAsync(options.Retention, options.MaxBytes, cancellationToken).ConfigureAwait(false);
            if (removed < CommitLogLimits.TrimStep)
                return;
        }
    }
}
