using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres.Eras;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>Appends events the cheapest way that what is known of them allows.</summary>
internal sealed class EventWriter(StatementRunner runner, OriginDirectory origins, EraDirectory eras, TreeShape shape)
{
    /// <summary>From so many new events on, COPY pays for its round trips; measured, see docs/internals/storage.md.</summary>
    private const int MinCopiedEvents = 1_000;

    /// <summary>How often an append may find that an era began meanwhile. An era takes a million events, so once is rare.</summary>
    private const int MaxTries = 20;

    private readonly NodeSpans _spans = new(shape);

    /// <returns>Which events this call added, and the position of its transaction.</returns>
    /// <exception cref="ClosedTimeException">An event that the region dated itself lies in closed time.</exception>
    public async Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        var ordered = EventOrder.Sort(events);
        var numbers = await NumbersOfAsync(ordered, cancellationToken).ConfigureAwait(false);
        var known = await eras.KnownAsync(cancellationToken).ConfigureAwait(false);
        for (var tried = 1; ; tried++)
        {
            var batch = new AppendBatch(ordered, numbers, terms.EarliestOwn, known);
            var outcome = await SendAsync(batch, terms.AreNew, cancellationToken).ConfigureAwait(false);
            if (batch.IsLate(outcome))
                throw new ClosedTimeException(outcome.FloorMs!.Value);
            if (batch.MayEnter(outcome))
            {
                await eras.CountAsync(batch, outcome.Fresh?.Count ?? ordered.Length, cancellationToken).ConfigureAwait(false);
                return new AppendReceipt(FlagsOf(events, outcome.Fresh), outcome.Position);
            }

            if (tried == MaxTries)
                throw new StorageUnavailableException("The eras of the event log change faster than they can be read; nothing was written.");
            known = await eras.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AppendOutcome> SendAsync(AppendBatch batch, bool areNew, CancellationToken cancellationToken)
    {
        if (areNew)
        {
            try
            {
                return batch.Events.Length >= MinCopiedEvents
                    ? await runner.RunOnceAsync(new CopyNewEvents(batch, _spans).RunAsync, cancellationToken).ConfigureAwait(false)
                    : await runner.RunAsync(new AppendNewEvents(batch, _spans), cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException notNew) when (notNew.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Rolled back: the way for events that may be there sorts them out.
            }
        }

        return await runner.RunAsync(new AppendMissingEvents(batch, _spans), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<short[]> NumbersOfAsync(Event[] events, CancellationToken cancellationToken)
    {
        var numbers = new short[events.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i > 0 && events[i].Origin == events[i - 1].Origin
                ? numbers[i - 1]
                : await origins.NumberOfAsync(events[i].Origin, cancellationToken).ConfigureAwait(false);
        }

        return numbers;
    }

    private static bool[] FlagsOf(IReadOnlyList<Event> events, IReadOnlyList<EventStamp>? fresh)
    {
        var flags = new bool[events.Count];
        if (fresh is null)
        {
            Array.Fill(flags, true);
            return flags;
        }

        // Removing makes the first of equal events the one that was added.
        var remaining = fresh.ToHashSet();
        for (var i = 0; i < flags.Length; i++)
            flags[i] = remaining.Remove(events[i].Stamp);
        return flags;
    }
}
