using Aevrion.Silo.Dashboard;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of the dashboard.</summary>
internal static class DashboardDescriptions
{
    private const string Group = "Dashboard";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, DashboardEndpoints.PagePath, "getDashboard", Group, "The dashboard, for browsers. It holds no data.")
        {
            Access = RouteAccess.Open,
            NeedsRegion = false,
            Answers = [new(StatusCodes.Status200OK, "The page.") { MediaType = "text/html" }, Known],
        },
        new(HttpMethod.Get, DashboardEndpoints.FilePath, "getDashboardFile", Group, "A file that the dashboard loads.")
        {
            Access = RouteAccess.Open,
            NeedsRegion = false,
            Parameters =
            [
                new("folder", ParameterPlace.Path, ParameterDescription.OfText, "The part of the dashboard that it belongs to."),
                new("file", ParameterPlace.Path, ParameterDescription.OfText, "Its name."),
            ],
            Answers = [new(StatusCodes.Status200OK, "The file: a module, a style sheet or a picture.") { MediaType = "text/javascript" }, Known],
            Problems = [ProblemKinds.NoSuchRoute],
        },
    ];

    private static AnswerDescription Known => new(StatusCodes.Status304NotModified, "It is as If-None-Match says.");
}
