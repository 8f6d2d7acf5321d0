using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of conflicts.</summary>
internal static class ConflictDescriptions
{
    private const string Group = "Conflicts";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/conflicts", "listConflicts", Group, "Lists versions that lost to a concurrent write, beside those that won.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                ParameterDescription.Query("prefix", ParameterDescription.OfText, "Only keys that begin with it."),
                ParameterDescription.Query("after", ParameterDescription.OfText, "The 'next' of the page before."),
                ParameterDescription.Query("limit", ParameterDescription.OfInteger, "Most conflicts, 1 to 1,000; 100 unless it is given."),
                ParameterDescription.Query("values", ParameterDescription.OfFlag, "Answer the values too."),
            ],
            Answers = [AnswerDescription.Of<ConflictsDocument>("A page of conflicts.")],
            Problems = [ProblemKinds.ConflictsBehind],
        },
        new(HttpMethod.Post, "/v1/conflicts/{key}", "settleConflict", Group, "Settles the conflict of a key, as an ordinary write.")
        {
            Access = RouteAccess.Write,
            Parameters = [ParameterDescription.Key],
            Body = new BodyDescription(AnswerDescription.Json, "Which version is to stand: winner, loser, or an id.") { Document = typeof(SettlementDocument) },
            Answers = [AnswerDescription.Of<WriteAnswer>("The event that the settlement became.")],
            Problems =
            [
                .. KeyDescriptions.KeyProblems, ProblemKinds.BadBody, ProblemKinds.BodyTooLarge, ProblemKinds.UnsupportedEncoding, ProblemKinds.NoConflict,
                ProblemKinds.NoSuchVersion, ProblemKinds.SeveralLosers, ProblemKinds.ConflictsBehind,
            ],
        },
    ];
}
