using System.Collections;
using Aevrion.Core.Events;
using Aevrion.Storage.Batches;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Appends a batch and keeps what it is answered, in one transaction. Fails as a whole when an answer is kept under its key already.
/// </summary>
/// <remarks>
/// The key comes first, before any other lock: whoever sends the same batch at the same time waits here and holds nothing that others wait
/// for. The commit comes a round trip after the lock of the commit log.
/// </remarks>
/// <param name="batch">The events, in the order of transactions.</param>
/// <param name="spans">Geometry of the tree.</param>
/// <param name="answer">What to keep.</param>
/// <param name="events">The events, in the order of the batch.</param>
/// <param name="areNew">As <see cref="AppendTerms.AreNew"/>.</param>
internal sealed class AnsweredAppend(AppendBatch batch, NodeSpans spans, BatchAnswer answer, IReadOnlyList<Event> events, bool areNew)
{
    /// <summary>Is broken by a key that is taken.</summary>
    public const string Constraint = "batch_answer_pkey";

    private const string Keep =
        """
        insert into aevrion.batch_answer (key, request, at_ms, timestamps)
        values ($1::text, $2::bytea, (extract(epoch from clock_timestamp()) * 1000)::bigint, $3::bytea)
        """;

    private const string NoteAdded = "update aevrion.batch_answer set added = $2::bytea where key = $1::text";

    public async Task<AppendOutcome> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        IStatement<AppendOutcome> append = areNew ? new AppendNewEvents(batch, spans) : new AppendMissingEvents(batch, spans);
        var outcome = await StatementRunner.RunOnAsync(connection, append, cancellationToken).ConfigureAwait(false);
        await EndAsync(connection, outcome, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var begin = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("begin"), new NpgsqlBatchCommand(Keep) } };
        await using (begin.ConfigureAwait(false))
        {
            var parameters = begin.BatchCommands[1].Parameters;
            parameters.AddText(answer.Key);
            parameters.AddBytes(answer.Request.ToArray());
            parameters.AddBytes(PackedTimestamps.Pack(answer.Timestamps));
            await begin.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(NpgsqlConnection connection, AppendOutcome outcome, CancellationToken cancellationToken)
    {
        var end = new NpgsqlBatch(connection);
        await using (end.ConfigureAwait(false))
        {
            if (outcome.Fresh is { } fresh && batch.MayEnter(outcome))
            {
                var note = new NpgsqlBatchCommand(NoteAdded);
                note.Parameters.AddText(answer.Key);
                note.Parameters.AddBytes(Pack(EventWriter.FlagsOf(events, fresh)));
                end.BatchCommands.Add(note);
            }

            end.BatchCommands.Add(new NpgsqlBatchCommand(batch.MayEnter(outcome) ? "commit" : "rollback"));
            await end.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Pack(bool[] flags)
    {
        var packed = new byte[(flags.Length + 7) / 8];
        new BitArray(flags).CopyTo(packed, 0);
        return packed;
    }
}
