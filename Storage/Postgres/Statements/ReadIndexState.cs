using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Whether an index is there (else null) and can be used.</summary>
internal sealed class ReadIndexState(string name) : IStatement<bool?>
{
    public string Text => "select indisvalid and indisready from pg_index where indexrelid = to_regclass($1::text)";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddText(name);

    public async Task<bool?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetBoolean(0) : null;
}
