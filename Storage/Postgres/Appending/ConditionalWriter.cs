using Aevrion.Core.Tree;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Eras;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>Appends events on a condition.</summary>
internal sealed class ConditionalWriter(StatementRunner runner, OriginDirectory origins, EraDirectory eras, KeyFilters filters, TreeShape shape)
{
    /// <summary>How often an append may find that an era began meanwhile.</summary>
    private const int MaxTries = 20;

    private readonly NodeSpans _spans = new(shape);

    public async Task<ConditionalReceipt> AppendAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken)
    {
        // In the order in which transactions lock events; equal ones in the order given.
        int[] order = [.. Enumerable.Range(0, appends.Count).OrderBy(i => appends[i].Event.Stamp)];
        ConditionalAppend[] ordered = Array.ConvertAll(order, i => appends[i]);
        var events = Array.ConvertAll(ordered, append => append.Event);
        var numbers = await origins.NumbersOfAsync(events, cancellationToken).ConfigureAwait(false);
        var known = await eras.KnownAsync(cancellationToken).ConfigureAwait(false);
        for (var tried = 1; ; tried++)
        {
            var batch = new AppendBatch(events, numbers, events[0].Timestamp, known);
            var excluded = filters.Excluding(Array.ConvertAll(events, item => item.Key));
            var row = await runner.RunAsync(new AppendConditional(batch, ordered, _spans, excluded), cancellationToken).ConfigureAwait(false);
            if (row.Outcomes is { } outcomes)
            {
                await eras.CountAsync(batch, outcomes.Count(outcome => outcome == ConditionalOutcome.Added), cancellationToken).ConfigureAwait(false);
                return new ConditionalReceipt(InOrderGiven(order, outcomes), row.FloorMs, row.Position);
            }

            if (tried == MaxTries)
                throw new StorageUnavailableException("The eras of the event log change faster than they can be read; nothing was written.");
            known = await eras.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static ConditionalOutcome[] InOrderGiven(int[] order, ConditionalOutcome[] outcomes)
    {
        var given = new ConditionalOutcome[outcomes.Length];
        for (var i = 0; i < order.Length; i++)
            given[order[i]] = outcomes[i];
        return given;
    }
}
