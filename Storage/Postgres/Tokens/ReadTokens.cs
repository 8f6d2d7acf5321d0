using Aevrion.Core;
using Aevrion.Storage.Tokens;
using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>All tokens, the oldest first. A scope that this build does not know opens nothing.</summary>
internal sealed class ReadTokens : RowsStatement<AccessToken>
{
    public override string Text =>
        """
        select id, secret_hash, cursor_key, scopes, prefixes, description, created_at, expires_at, revoked_at
        from aevrion.token order by created_at, id
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
    }

    protected override AccessToken ReadRow(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        SecretHash = new Hash256(reader.GetFieldValue<byte[]>(1)),
        CursorKey = new Hash256(reader.GetFieldValue<byte[]>(2)),
        Scopes = reader.GetFieldValue<string[]>(3).Aggregate(AccessScopes.None, (scopes, name) => scopes | ScopeNames.Parse(name)),
        Prefixes = reader.GetFieldValue<string[]>(4),
        Description = reader.GetString(5),
        CreatedAtMs = reader.GetInt64(6),
        ExpiresAtMs = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        RevokedAtMs = reader.IsDBNull(8) ? null : reader.GetInt64(8),
    };
}
