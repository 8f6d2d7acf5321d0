using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Scans;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes that list keys and events.</summary>
internal static class ScanDescriptions
{
    private static readonly ProblemKind[] ScanProblems =
        [.. KeyDescriptions.KeyProblems, .. KeyDescriptions.TimeProblems, ProblemKinds.NotConverged];

    private static readonly (string Name, string Text)[] ConvergedHeader = [("Aevrion-Converged", "With at=converged: the time that was read at.")];

    private static readonly ParameterDescription[] PageParameters =
    [
        ParameterDescription.Query("prefix", ParameterDescription.OfText, "Only keys that begin with it."),
        ParameterDescription.Query("limit", ParameterDescription.OfInteger, "Most entries, 1 to 1,000; 100 unless it is given."),
        ParameterDescription.Query("values", ParameterDescription.OfFlag, "Answer the values too."),
    ];

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/kv", "scanKeys", KeyDescriptions.Group, "Lists live keys in byte order, page by page.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                .. PageParameters,
                ParameterDescription.Query("after", ParameterDescription.OfText, "Only keys behind this one: the 'next' of the page before."),
                ParameterDescription.Time("at", "Lists what was there at this time, or, with 'converged', what all regions hold alike."),
                ParameterDescription.Query("parents", ParameterDescription.OfFlag, "Answer the parents of each version too."),
            ],
            Answers = [AnswerDescription.Of<ScanAnswer>("A page of keys.") with { Headers = ConvergedHeader }],
            Problems = ScanProblems,
        },
        new(HttpMethod.Get, "/v1/history", "readLog", KeyDescriptions.Group, "Lists the events of all keys in the order of time, page by page.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                .. PageParameters,
                ParameterDescription.Query("after", ParameterDescription.OfText, "Only events behind this place: the 'next' of the page before."),
                ParameterDescription.Time("at", "Lists events dated up to this time, or, with 'converged', those that all regions hold."),
            ],
            Answers = [AnswerDescription.Of<LogAnswer>("A page of events.") with { Headers = ConvergedHeader }],
            Problems = ScanProblems,
        },
    ];
}
