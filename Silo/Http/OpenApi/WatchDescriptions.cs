using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the route of watches.</summary>
internal static class WatchDescriptions
{
    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/watch", "watchKeys", KeyDescriptions.Group, "Tells changes of keys with a prefix as they are committed.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                ParameterDescription.Query("prefix", ParameterDescription.OfText, "Only keys that begin with it."),
                ParameterDescription.Time("since", "Begins with what was committed at this time."),
                ParameterDescription.Query(
                    "region", ParameterDescription.OfText, "The region that Last-Event-ID comes from; another one begins at 'since' instead."),
                ParameterDescription.Header("Last-Event-ID", "Resumes behind the change with this id."),
            ],
            Answers =
            [
                new AnswerDescription(StatusCodes.Status200OK, "Server-sent events: 'put' and 'delete', with a change as data, and 'slow' before a reader is cut off.")
                {
                    MediaType = "text/event-stream",
                    Headers = [("Aevrion-Region", "The region whose commits they are.")],
                },
            ],
            Problems = [.. KeyDescriptions.TimeProblems, ProblemKinds.WatchTooOld],
        },
    ];
}
