using System.Collections.Concurrent;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Postgres.Statements;

namespace Aevrion.Storage.Postgres.Eras;

/// <summary>
/// Knows the eras, counts what this silo appends to them and begins new ones when they are full. What it knows may be old: every append
/// says what it knew, and the database refuses it when that was not all.
/// </summary>
internal sealed class EraDirectory(StatementRunner runner, EraLimits limits)
{
    private readonly ConcurrentDictionary<short, long> _uncounted = new();
    private volatile EraList? _known;

    /// <summary>The eras as this silo knows them.</summary>
    public ValueTask<EraList> KnownAsync(CancellationToken cancellationToken) =>
        _known is { } known ? new(known) : new(ReadAsync(cancellationToken));

    /// <summary>Reads the eras anew.</summary>
    public async Task<EraList> ReadAsync(CancellationToken cancellationToken) =>
        _known = new EraList(await runner.RunAsync(new ReadEras(), cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Takes note of events that have become durable, and begins a new era when theirs is full. Costs nothing but at the end of a step; then
    /// a failure only puts it off to the end of the next.
    /// </summary>
    /// <param name="batch">The events.</param>
    /// <param name="added">How many of them were new.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask CountAsync(AppendBatch batch, int added, CancellationToken cancellationToken)
    {
        for (var first = 0; first < batch.Eras.Length && added > 0;)
        {
            var era = batch.Eras[first];
            var end = first + 1;
            while (end < batch.Eras.Length && batch.Eras[end] == era)
                end++;
            var uncounted = _uncounted.AddOrUpdate(era, _ => Math.Min(added, end - first), (_, sum) => sum + Math.Min(added, end - first));
            if (uncounted >= limits.StepEvents && _uncounted.TryRemove(era, out var step))
                await EndStepAsync(era, step, batch.Timestamps[first + ((end - first) / 2)], cancellationToken).ConfigureAwait(false);
            first = end;
        }
    }

    private async Task EndStepAsync(short era, long step, long frontierMs, CancellationToken cancellationToken)
    {
        try
        {
            var known = await KnownAsync(cancellationToken).ConfigureAwait(false);
            var (events, allEvents) = await runner.RunAsync(new CountEra(era, step), cancellationToken).ConfigureAwait(false);
            if (limits.IsFull(events, allEvents))
            {
                await runner.RunAsync(new BeginEra(known.Newest, frontierMs, limits.MinGapMs), cancellationToken).ConfigureAwait(false);
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is StorageUnavailableException or OperationCanceledException)
        {
            // The events stand. An era that grows for a step longer costs a little time and nothing else.
        }
    }
}
