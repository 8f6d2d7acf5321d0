using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Tokens;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of access tokens.</summary>
internal static class TokenDescriptions
{
    private const string Group = "Access";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/access", "getAccess", Group, "What the caller may do.")
        {
            Access = RouteAccess.AnyClient,
            Answers = [AnswerDescription.Of<AccessDocument>("The scopes and prefixes of the caller's token.")],
        },
        new(HttpMethod.Post, "/v1/tokens", "createToken", Group, "Makes an access token of this region. Its text is in this answer, and nowhere else.")
        {
            Access = RouteAccess.Admin,
            Body = new BodyDescription(AnswerDescription.Json, "What it is to open, with which keys, for how long.") { Document = typeof(NewTokenDocument) },
            Answers =
            [
                new AnswerDescription(StatusCodes.Status201Created, "The token.") { MediaType = AnswerDescription.Json, Document = typeof(TokenDocument) },
            ],
            Problems =
            [
                ProblemKinds.BadBody, ProblemKinds.BodyTooLarge, ProblemKinds.UnsupportedEncoding, ProblemKinds.NoAdministrator,
                ProblemKinds.TooManyTokens, ProblemKinds.KeyNotUtf8,
            ],
        },
        new(HttpMethod.Get, "/v1/tokens", "listTokens", Group, "Lists the region's access tokens, revoked and expired ones too.")
        {
            Access = RouteAccess.Admin,
            Answers = [AnswerDescription.Of<TokensDocument>("The tokens, the oldest first.")],
        },
        new(HttpMethod.Delete, "/v1/tokens/{id}", "revokeToken", Group, "Revokes an access token, in all silos of the region at once.")
        {
            Access = RouteAccess.Admin,
            Parameters = [new("id", ParameterPlace.Path, ParameterDescription.OfText, "The token's id.")],
            Answers = [AnswerDescription.Of<TokenDocument>("The token, which is revoked now or was before.")],
            Problems = [ProblemKinds.NoSuchToken, ProblemKinds.NoAdministrator],
        },
    ];
}
