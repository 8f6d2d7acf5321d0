using Aevrion.Storage.Tokens;
using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>A change of the tokens, by a function of the database that says what became of it.</summary>
internal abstract class ChangeTokens : IStatement<TokenChange>
{
    public abstract string Text { get; }

    public bool IsReadOnly => false;

    public abstract void Bind(NpgsqlParameterCollection parameters);

    public async Task<TokenChange> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetString(0) switch
        {
            "done" => TokenChange.Done,
            "unknown" => TokenChange.Unknown,
            "no-admin" => TokenChange.NoAdmin,
            "too-many" => TokenChange.TooMany,
            var other => throw new InvalidOperationException($"The database answered '{other}' to a change of tokens."),
        };
    }
}
