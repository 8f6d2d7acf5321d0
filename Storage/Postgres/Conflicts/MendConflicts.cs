using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Adds what is missing in the list of conflicts and removes what is extra.</summary>
internal sealed class MendConflicts(ConflictComparison found) : IStatement<bool>
{
    public string Text =>
        """
        with lost as (
            insert into aevrion.conflict (key, ts, id)
            select * from unnest($1::text[], $2::bigint[], $3::bytea[])
            on conflict do nothing
        )
        delete from aevrion.conflict using unnest($4::text[], $5::bigint[], $6::bytea[]) as sent (key, ts, id)
        where conflict.key = sent.key and conflict.ts = sent.ts and conflict.id = sent.id
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        ConflictRows.Bind(parameters, found.Missing);
        ConflictRows.Bind(parameters, found.Extra);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
