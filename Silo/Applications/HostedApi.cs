using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Applications;

/// <summary>
/// The API within an application's pipeline. It has a routing of its own, so that neither the application's endpoints nor its access rules
/// mix with those of the region.
/// </summary>
internal sealed class HostedApi(IServiceProvider services)
{
    private const string Versioned = "/v1";

    private static readonly string[] Others = ["/healthz", "/readyz", "/metrics", OpenApiEndpoints.Path];

    /// <summary>What answers Aevrion's requests and hands all others to <paramref name="next"/>.</summary>
    public RequestDelegate Branch(RequestDelegate next)
    {
        var branch = new ApplicationBuilder(services);
        SiloApplication.Use(branch);
        branch.UseEndpoints(SiloApplication.MapEndpoints);
        var answer = branch.Build();
        return context => IsAevrions(context) ? AnswerAsync(context, answer) : next(context);
    }

    /// <summary>A key is the one on the wire, so a target that begins as one is Aevrion's, whatever its dots would make of it.</summary>
    private static bool IsAevrions(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Versioned, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Others, path => context.Request.Path == path)
        || KeyFromTarget.PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
            .StartsWith(Versioned + "/", StringComparison.OrdinalIgnoreCase);

    private static Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        // What the application's routing has found is not meant.
        context.SetEndpoint(null);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = HttpLimits.MaxBatchBytes;
        return answer(context);
    }
}
