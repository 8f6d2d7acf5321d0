using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>How often the tokens have changed.</summary>
internal sealed class CountTokenChanges : IStatement<long>
{
    public string Text => "select changes from aevrion.token_change";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
