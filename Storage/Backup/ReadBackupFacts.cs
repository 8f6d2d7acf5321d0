using Aevrion.Storage.Postgres;
using Npgsql;

namespace Aevrion.Storage.Backup;

/// <summary>Reads <see cref="BackupFacts"/>.</summary>
internal sealed class ReadBackupFacts(int highestLevel) : IStatement<BackupFacts>
{
    public string Text =>
        """
        select (select coalesce(sum(count), 0)::bigint from aevrion.tree_node where level = $1::integer),
               (select min(ts) from aevrion.event), (select max(ts) from aevrion.event),
               array(select id from aevrion.region order by id), array(select name from aevrion.region order by id)
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddInteger(highestLevel);

    public async Task<BackupFacts> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var numbers = await reader.GetFieldValueAsync<short[]>(3, cancellationToken).ConfigureAwait(false);
        var names = await reader.GetFieldValueAsync<string[]>(4, cancellationToken).ConfigureAwait(false);
        return new BackupFacts(
            reader.GetInt64(0),
            await reader.GetFieldValueAsync<long?>(1, cancellationToken).ConfigureAwait(false),
            await reader.GetFieldValueAsync<long?>(2, cancellationToken).ConfigureAwait(false),
            [.. numbers.Zip(names)]);
    }
}
