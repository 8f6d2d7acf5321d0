using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Verification;
using Orleans;

namespace Aevrion.Grains.Conflicts;

/// <summary>Verifies the list of conflicts.</summary>
public sealed class ConflictCheck(IConflictStore store, IGrainFactory grains) : IDerivedCheck
{
    /// <summary>The list of conflicts has a version that lost to none, or lacks one that did.</summary>
    private const string Kind = "conflict";

    private const string Lost = "lost to a concurrent write";
    private const string DidNotLose = "lost to no concurrent write";

    /// <inheritdoc/>
    public async Task CheckAsync(Action<Mismatch> report, RebuildProgress progress, CancellationToken cancellationToken)
    {
        await foreach (var range in new ConflictVerification(store, CatchUpAsync).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var missing in range.Missing)
                report(MismatchOf(missing, expected: Lost, found: "not listed"));
            foreach (var extra in range.Extra)
                report(MismatchOf(extra, expected: DidNotLose, found: "listed"));
            progress.Add(range.Versions);
        }
    }

    /// <inheritdoc/>
    public async Task RepairAsync(RebuildProgress progress, CancellationToken cancellationToken)
    {
        await new ConflictRebuild(store).RunAsync(progress.Add, cancellationToken).ConfigureAwait(false);
        await grains.GetGrain<IConflictGrain>(0).Forget().ConfigureAwait(false);
    }

    private static Mismatch MismatchOf(ConflictRow row, string expected, string found) =>
        new(Kind, $"version {row.Loser.Id} of the key '{row.Key}'", expected, found, IsDerived: true)
        {
            Key = row.Key,
            Timestamp = row.Loser.Timestamp,
            Id = row.Loser.Id,
        };

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!await grains.GetGrain<IConflictGrain>(0).CatchUp().WaitAsync(cancellationToken).ConfigureAwait(false))
            throw new StorageUnavailableException("The list of conflicts does not catch up with the region's commits; verify again once it does.");
    }
}
