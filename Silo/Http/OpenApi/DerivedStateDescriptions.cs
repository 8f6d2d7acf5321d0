using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Rebuild;
using Aevrion.Silo.Http.Verification;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of what the region derives from its events.</summary>
internal static class DerivedStateDescriptions
{
    private const string Group = "Derived state";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Post, "/v1/rebuild", "startRebuild", Group, "Makes what is derived from the events anew, or joins the rebuild that runs.")
        {
            Access = RouteAccess.Admin,
            Parameters = [ParameterDescription.Query("keyIndex", ParameterDescription.OfFlag, "Build the index of keys too, though it looks sound.")],
            Answers =
            [
                new AnswerDescription(StatusCodes.Status202Accepted, "The rebuild runs.")
                {
                    MediaType = AnswerDescription.Json,
                    Document = typeof(RebuildDocument),
                    Headers = [("Location", "Where to ask how far it is.")],
                },
            ],
        },
        new(HttpMethod.Get, "/v1/rebuild", "getRebuild", Group, "The rebuild that runs, or else the last one.")
        {
            Access = RouteAccess.Admin,
            Answers = [AnswerDescription.Of<RebuildDocument>("The rebuild.")],
            Problems = [ProblemKinds.NoRebuild],
        },
        new(HttpMethod.Post, "/v1/verify", "verify", Group, "Compares what is derived from the events with them, and ends with its client.")
        {
            Access = RouteAccess.AdminAtLength,
            Parameters = [ParameterDescription.Query("repair", ParameterDescription.OfFlag, "Mend what is derived, where it is wrong.")],
            Answers =
            [
                new AnswerDescription(StatusCodes.Status200OK, "One document a line, as it goes: progress, mismatches, and a report as the last.")
                {
                    MediaType = AnswerDescription.JsonLines,
                    Document = typeof(VerificationLine),
                },
            ],
            Problems = [ProblemKinds.VerifyRunning],
        },
    ];
}
