using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Access;

/// <summary><c>/v1/access</c>: tells a caller what he may do, so that he is not shown what would be refused.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Get, "/v1/access", GetAsync);

    private static Task GetAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
            return ProblemWriter.WriteAsync(context, problem);

        var grant = Caller.Of(context, region);
        var controlled = context.RequestServices.GetRequiredService<AccessControl>().IsOn(region);
        var document = new AccessDocument(controlled, ScopeNames.Of(grant.Scopes), grant.Keys.Prefixes) { TokenId = grant.TokenId };
        return JsonAnswer.WriteAsync(context, document, ApiJson.Readable.AccessDocument);
    }
}
