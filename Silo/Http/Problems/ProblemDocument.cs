using Aevrion.Silo.Http.Batches;

namespace Aevrion.Silo.Http.Problems;

/// <summary>A problem as RFC 9457 writes it. Members that do not apply are left out.</summary>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail)
{
    public int? Line { get; init; }

    public string? Id { get; init; }

    public long? Timestamp { get; init; }

    public IReadOnlyList<string>? Acknowledged { get; init; }

    public IReadOnlyList<string>? Missing { get; init; }

    public IReadOnlyList<BatchLineAnswer>? Results { get; init; }

    /// <summary>"unknown" when the request may have been carried out all the same.</summary>
    public string? Outcome { get; init; }

    public static ProblemDocument Of(Problem problem) =>
        new(problem.Kind.Type, problem.Kind.Title, problem.Kind.Status, problem.Detail)
        {
            Line = problem.Line,
            Id = problem.Id?.ToString(),
            Timestamp = problem.Timestamp,
            Acknowledged = problem.Acknowledged,
            Missing = problem.Missing,
            Results = problem.Results,
            Outcome = problem.OutcomeUnknown ? "unknown" : null,
        };
}
