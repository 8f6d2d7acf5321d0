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
    /// <param name="memory">Is told of the latest versions.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ConflictChanges> EvaluateAsync(
        IReadOnlyDictionary<string, EventStamp> suspects, KeyMemory memory, CancellationToken cancellationToken)
    {
        var lost = new List<ConflictRow>();
        var settled = new List<ConflictRow>();
        foreach (var part in suspects.Chunk(ConflictLimits.MaxKeysAtOnce))
        {
            var keys = Array.ConvertAll(part, suspect => suspect.Key);
            var evaluations = Array.ConvertAll(part, suspect => new KeyEvaluation(suspect.Key, suspect.Value));
            await ReadAsync(keys, evaluations, cancellationToken).ConfigureAwait(false);
            var listed = (await store.ReadLosersAsync(keys, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Key, row => row.Loser);
            foreach (var evaluation in evaluations)
            {
                var losers = evaluation.Compare([.. listed[evaluation.Key]], lost, settled);
                if (evaluation.Latest is { } latest)
                    memory.Remember(evaluation.Key, latest, losers > 0);
            }
        }

        return new ConflictChanges(lost, settled);
    }

    private async Task ReadAsync(string[] keys, KeyEvaluation[] evaluations, CancellationToken cancellationToken)
    {
        var newest = await store.ReadNewestAsync(keys, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < keys.Length; i++)
        {
            evaluations[i].Take(newest[i], newest[i].Count < ConflictLimits.NewestVersions);
            while (!evaluations[i].IsDone)
            {
                var older = await store.ReadOlderAsync(
                    keys[i], evaluations[i].Last!.Value, ConflictLimits.MaxVersionsAtOnce, cancellationToken).ConfigureAwait(false);
                evaluations[i].Take(older, older.Count < ConflictLimits.MaxVersionsAtOnce);
            }
        }
    }
}
