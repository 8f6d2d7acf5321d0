using Aevrion.Storage.Verification;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Moves damaged events out of the log and off the tree, in one transaction; answers how many.</summary>
/// <param name="damaged">The events.</param>
/// <param name="levelMs">Milliseconds that a node spans, by level.</param>
internal sealed class QuarantineEvents(IReadOnlyList<DamagedEvent> damaged, long[] levelMs) : IStatement<long>
{
    public string Text => "select aevrion.quarantine_events($1::text[]::tid[], $2::bigint[], $3::bytea[], $4::text[], $5::bigint[])";

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts([.. damaged.Select(item => item.Place)]);
        parameters.AddBigints([.. damaged.Select(item => item.Stamp.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(damaged, item => item.Stamp.Id));
        parameters.AddTexts([.. damaged.Select(item => item.Reason)]);
        parameters.AddBigints(levelMs);
    }

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
