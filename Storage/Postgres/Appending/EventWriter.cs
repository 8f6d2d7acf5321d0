using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Postgres.Commits;
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

    /// <summary>SQLSTATE of an append whose own events come below a conditional write; their stamps are in the hint, in hexadecimal digits.</summary>
    private const string Overtaken = "AE001";

    /// <returns>Which events this call added, and the position of its transaction.</returns>
    /// <exception cref="ClosedTimeException">An event that the region dated itself lies in closed time.</exception>
    /// <exception cref="OvertakenException">An event that the region dated itself comes below a conditional write.</exception>
    /// <exception cref="BatchAnsweredException">The key of the batch is taken.</exception>
    public async Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        var ordered = EventOrder.Sort(events);
        var numbers = await origins.NumbersOfAsync(ordered, cancellationToken).ConfigureAwait(false);
        var isOwn = OwnOf(events, ordered, terms.IsOwn);
        var known = await eras.KnownAsync(cancellationToken).ConfigureAwait(false);
        for (var tried = 1; ; tried++)
        {
            var batch = new AppendBatch(ordered, numbers, terms.EarliestOwn, known, isOwn);
            var outcome = await TrySendAsync(batch, events, terms, cancellationToken).ConfigureAwait(false);
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

    private async Task<AppendOutcome> TrySendAsync(
        AppendBatch batch, IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(batch, events, terms, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException overtaken) when (overtaken.SqlState == Overtaken)
        {
            throw new OvertakenException(PackedStamps.Unpack(Convert.FromHexString(overtaken.Hint!)).ToHashSet());
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: AnsweredAppend.Constraint })
        {
            throw new BatchAnsweredException(terms.Answer!.Key);
        }
    }

    private async Task<AppendOutcome> SendAsync(
        AppendBatch batch, IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken)
    {
        if (terms.AreNew)
        {
            try
            {
                if (terms.Answer is { } kept)
                    return await runner.RunOnceAsync(new AnsweredAppend(batch, _spans, kept, events, areNew: true).RunAsync, cancellationToken).ConfigureAwait(false);
                return batch.Events.Length >= MinCopiedEvents
                    ? await runner.RunOnceAsync(new CopyNewEvents(batch, _spans).RunAsync, cancellationToken).ConfigureAwait(false)
                    : await runner.RunAsync(new AppendNewEvents(batch, _spans), cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException notNew)
                when (notNew.SqlState == PostgresErrorCodes.UniqueViolation && notNew.ConstraintName != AnsweredAppend.Constraint)
            {
                // Rolled back: the way for events that may be there sorts them out.
            }
        }

        return terms.Answer is { } answer
            ? await runner.RunOnceAsync(new AnsweredAppend(batch, _spans, answer, events, areNew: false).RunAsync, cancellationToken).ConfigureAwait(false)
            : await runner.RunAsync(new AppendMissingEvents(batch, _spans), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The flags in the order of the transaction.</summary>
    private static bool[]? OwnOf(IReadOnlyList<Event> events, Event[] ordered, IReadOnlyList<bool>? isOwn)
    {
        if (isOwn is null)
            return null;
        var own = new HashSet<Event>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < isOwn.Count; i++)
        {
            if (isOwn[i])
                own.Add(events[i]);
        }

        return Array.ConvertAll(ordered, own.Contains);
    }

    /// <summary>For each event: true when it was added.</summary>
    /// <param name="events">The events.</param>
    /// <param name="fresh">What was added; null when all were.</param>
    internal static bool[] FlagsOf(IReadOnlyList<Event> events, IReadOnlyList<EventStamp>? fresh)
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
