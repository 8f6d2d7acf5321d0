using Aevrion.Storage.Tokens;
using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>Adds a token.</summary>
internal sealed class AddToken(AccessToken token, bool needsAdmin) : ChangeTokens
{
    public override string Text =>
        """
        select aevrion.add_token(
            $1::text, $2::bytea, $3::bytea, $4::text[], $5::text[], $6::text, $7::bigint, ($8::bigint[])[1], $9::integer, $10::bigint, $11::boolean)
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(token.Id);
        parameters.AddBytes(token.SecretHash.ToArray());
        parameters.AddBytes(token.CursorKey.ToArray());
        parameters.AddTexts(ScopeNames.Of(token.Scopes));
        parameters.AddTexts([.. token.Prefixes]);
        parameters.AddText(token.Description);
        parameters.AddBigint(token.CreatedAtMs);
        parameters.AddNullableBigints([token.ExpiresAtMs]);
        parameters.AddInteger(TokenLimits.MaxTokens);
        parameters.AddBigint(token.CreatedAtMs - (long)TokenLimits.Retention.TotalMilliseconds);
        parameters.AddBoolean(needsAdmin);
    }
}
