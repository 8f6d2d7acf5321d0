using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>Finds out what new events change in the list of conflicts, for keys whose events are not clean.</summary>
/// <remarks>
/// It reads what is there now, which may be more than the commits followed so far. That is no harm: what it finds is true of the events
/// that are there, and whatever came later is followed later, each with the version before it.
/// </remarks>
internal sealed class ConflictEvaluator(IConflictStore store)
{
    /// <summary>Evaluates keys.</summary>
    /// <param name="suspects">Each key with its oldest new version.</param>
    /// <param name="memory">Is told of what was read.</param>
    /// <param name="readThrough">A position up to which every commit is there.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ConflictChanges> EvaluateAsync(
        IReadOnlyDictionary<string, EventStamp> suspects, KeyMemory memory, long readThrough, CancellationToken cancellationToken)
    {
        var lost = new List<ConflictRow>();
        var settled = new List<ConflictRow>();
        foreach (var part in suspects.Chunk(ConflictLimits.MaxKeysAtOnce))
        {
            var keys = Array.ConvertAll(part, suspect => suspect.Key);
            var evaluations = Array.ConvertAll(part, suspect => new KeyEvaluation(suspect.Key, suspect.Value));
            await ReadAsync(evaluations, cancellationToken).ConfigureAwait(false);
            var listed = (await store.ReadLosersAsync(keys, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Key, row => row.Loser);
            foreach (var evaluation in evaluations)
            {
                var losers = evaluation.Compare([.. listed[evaluation.Key]], lost, settled);
                if (evaluation.Latest is { } latest)
                    memory.Remember(evaluation.Key, latest, losers > 0, readThrough, evaluation.Last!.Value);
            }
        }

        return new ConflictChanges(lost, settled);
    }

    private async Task ReadAsync(KeyEvaluation[] evaluations, CancellationToken cancellationToken)
    {
        await ReadNewestAsync(evaluations, ConflictLimits.NewestVersions, cancellationToken).ConfigureAwait(false);
        foreach (var part in evaluations.Where(evaluation => !evaluation.IsDone).Chunk(ConflictLimits.MaxKeysOfMore))
            await ReadNewestAsync(part, ConflictLimits.MoreVersions, cancellationToken).ConfigureAwait(false);
        foreach (var evaluation in evaluations)
        {
            while (!evaluation.IsDone)
            {
                var older = await store.ReadOlderAsync(
                    evaluation.Key, evaluation.Last!.Value, ConflictLimits.MaxVersionsAtOnce, cancellationToken).ConfigureAwait(false);
                evaluation.Take(older, older.Count < ConflictLimits.MaxVersionsAtOnce);
            }
        }
    }

    private async Task ReadNewestAsync(KeyEvaluation[] evaluations, int most, CancellationToken cancellationToken)
    {
        var newest = await store.ReadNewestAsync(Array.ConvertAll(evaluations, evaluation => evaluation.Key), most, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < evaluations.Length; i++)
            evaluations[i].Take(newest[i], newest[i].Count < most);
    }
}
