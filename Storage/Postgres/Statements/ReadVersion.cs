using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The version of a key that stood at a time; at <see cref="long.MaxValue"/> the latest.</summary>
internal sealed class ReadVersion(string key, long timestamp) : IStatement<EventRow?>
{
    public string Text =>
        $"""
        select {EventRow.Columns} from aevrion.event
        where key = $1::text and ts <= $2::bigint
        order by ts desc, id desc
        limit 1
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(key);
        parameters.AddBigint(timestamp);
    }

    public async Task<EventRow?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? EventRow.Read(reader) : null;
}
