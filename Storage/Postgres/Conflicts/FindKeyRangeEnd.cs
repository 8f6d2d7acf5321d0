using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The key of the n-th version behind a key, in the order of keys; the last there is when there are fewer, null when there is none.</summary>
internal sealed class FindKeyRangeEnd(string after, int versions) : IStatement<string?>
{
    public string Text =>
        """
        select max(key) from (
            select near.key
            from aevrion.era cross join lateral (
                select event.key from aevrion.event where event.era = era.number and event.key > $1::text order by event.key limit $2::integer
            ) as near
            order by near.key
            limit $2::integer
        ) as first
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(after);
        parameters.AddInteger(versions);
    }

    public async Task<string?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(0);
    }
}
