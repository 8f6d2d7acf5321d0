using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Status;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of the silo itself.</summary>
internal static class SiloDescriptions
{
    private const string Group = "The silo itself";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/status", "getStatus", Group, "What the silo says of itself and of its region.")
        {
            Access = RouteAccess.Read,
            Answers = [AnswerDescription.Of<StatusDocument>("The status.")],
        },
        new(HttpMethod.Get, "/healthz", "getHealth", Group, "Whether the process works.")
        {
            Access = RouteAccess.Open,
            NeedsRegion = false,
            Answers = [AnswerDescription.Of<HealthDocument>("It does.")],
        },
        new(HttpMethod.Get, "/readyz", "getReadiness", Group, "Whether the region runs and its database answers.")
        {
            Access = RouteAccess.Open,
            NeedsRegion = false,
            Answers = [AnswerDescription.Of<HealthDocument>("Both.")],
            Problems = [ProblemKinds.Starting, ProblemKinds.Stopping, ProblemKinds.StorageUnavailable],
        },
        new(HttpMethod.Get, OpenApiEndpoints.Path, "getOpenApi", Group, "This document.")
        {
            Access = RouteAccess.Open,
            NeedsRegion = false,
            Answers = [new AnswerDescription(StatusCodes.Status200OK, "An OpenAPI 3.1 document.") { MediaType = AnswerDescription.Json }],
        },
    ];
}
