using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Telemetry;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Metrics;

/// <summary>
/// <c>/metrics</c>: the figures of this silo as Prometheus reads them. While no region runs nobody can be told who may read them, since the
/// region keeps the tokens: the answer is 503, and the target counts as down.
/// </summary>
internal static class MetricsEndpoints
{
    public const string Path = "/metrics";
    public const string TextType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRegion(HttpMethods.Get, Path, (context, _) => GetAsync(context));

    private static async Task GetAsync(HttpContext context)
    {
        var isOpenMetrics = AcceptsOpenMetrics(context.Request);
        var scrapes = context.RequestServices.GetRequiredService<SiloMetrics>().Scrapes;
        if (await scrapes.ReadAsync(isOpenMetrics, context.RequestAborted) is { } text)
            await Answer.WriteAsync(context, isOpenMetrics ? OpenMetricsType : TextType, text);
        else
            await ProblemWriter.WriteAsync(context, ProblemKinds.Timeout.With("The figures could not be collected in time; ask again."));
    }

    /// <summary>What Prometheus says that it likes best: it names OpenMetrics with a higher quality than anything else.</summary>
    private static bool AcceptsOpenMetrics(HttpRequest request)
    {
        var accepted = MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var list) ? list : [];
        return accepted.OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value)
            .FirstOrDefault(type => type is "application/openmetrics-text" or "text/plain" or "text/*" or "*/*") == "application/openmetrics-text";
    }
}
