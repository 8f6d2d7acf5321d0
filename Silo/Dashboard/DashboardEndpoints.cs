using Aevrion.Silo.Http;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Problems;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Dashboard;

/// <summary>
/// <c>/</c>: the dashboard. Open to everybody, whether the region runs or not, since it holds no data: what it shows, it reads through the
/// API, with the token that its user types.
/// </summary>
internal static class DashboardEndpoints
{
    /// <summary>The page.</summary>
    public const string PagePath = "/";

    /// <summary>What the page loads.</summary>
    public const string FilePath = "/dashboard/{folder}/{file}";

    private const string Page = "index.html";

    /// <summary>
    /// Nothing but what this silo serves is loaded, run or talked to; no markup is made from text; nobody frames the page.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var files = new DashboardFiles();
        Map(routes, PagePath, context => AnswerAsync(context, files.Find(Page)));
        Map(routes, FilePath, context => AnswerAsync(context, files.Find(PathOf(context))));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, RequestDelegate handler) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler).WithMetadata(RouteCatalogue.AccessOf(HttpMethods.Get, path));

    private static string PathOf(HttpContext context) => $"{context.Request.RouteValues["folder"]}/{context.Request.RouteValues["file"]}";

    private static Task AnswerAsync(HttpContext context, DashboardFile? file)
    {
        if (file is null)
            return ProblemWriter.WriteAsync(context, ProblemKinds.NoSuchRoute.With($"The dashboard has no file {context.Request.Path}."));

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache"; // asked for anew each time, and answered 304: a silo that was updated is seen at once
        headers.ETag = file.EntityTag;
        if (!IsKnown(context, file))
            return Answer.WriteAsync(context, file.ContentType, file.Bytes);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private static bool IsKnown(HttpContext context, DashboardFile file) =>
        context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(new EntityTagHeaderValue(file.EntityTag), useStrongComparison: false));
}
