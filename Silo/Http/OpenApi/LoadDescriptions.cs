using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Load;
using Aevrion.Silo.Http.Metrics;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes that tell how much a region does.</summary>
internal static class LoadDescriptions
{
    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/load", "getLoad", "The silo itself", "What the region did lately, in steps of ten seconds: the sum over its silos.")
        {
            Access = RouteAccess.ReadOfAll,
            Parameters = [ParameterDescription.Query("minutes", ParameterDescription.OfInteger, "How many minutes back: 1 to 60, which is the default.")],
            Answers = [AnswerDescription.Of<LoadDocument>("One point for each step in which anything was done, the oldest first.")],
        },
        new(HttpMethod.Get, MetricsEndpoints.Path, "getMetrics", "The silo itself", "The figures of this silo, as Prometheus reads them.")
        {
            Access = RouteAccess.ReadOfAll,
            Parameters = [ParameterDescription.Header("Accept", "OpenMetrics where application/openmetrics-text is liked best; Prometheus' own text otherwise.")],
            Answers = [new AnswerDescription(StatusCodes.Status200OK, "Prometheus' text format, or OpenMetrics'.") { MediaType = "text/plain" }],
        },
    ];
}
