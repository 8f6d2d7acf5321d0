using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>Revokes a token.</summary>
internal sealed class RevokeToken(string id, long nowMs, bool keepsAdmin) : ChangeTokens
{
    public override string Text => "select aevrion.revoke_token($1::text, $2::bigint, $3::boolean)";

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(id);
        parameters.AddBigint(nowMs);
        parameters.AddBoolean(keepsAdmin);
    }
}
