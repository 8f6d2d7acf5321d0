using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Tests;

/// <summary>The definition of linearizability, tried out: every order of every choice of operations. For a handful of them.</summary>
internal static class BruteForce
{
    public static bool IsLinearizable(IReadOnlyList<RegisterOperation> history) => CanGoOn([.. history], standing: null);

    private static bool CanGoOn(List<RegisterOperation> left, string? standing)
    {
        if (left.TrueForAll(operation => operation.Outcome == OperationOutcome.Unknown))
            return true;
        foreach (var next in left)
        {
            // What ended before another began comes before it.
            if (left.Exists(other => !ReferenceEquals(other, next) && EndOf(other) < next.InvokedAt) || !Answers(next, standing))
                continue;
            List<RegisterOperation> rest = [.. left.Where(other => !ReferenceEquals(other, next))];
            if (CanGoOn(rest, StandingAfter(next, standing)))
                return true;
        }

        return false;
    }

    private static long EndOf(RegisterOperation operation) =>
        operation.Outcome == OperationOutcome.Unknown ? long.MaxValue : operation.ReturnedAt;

    private static bool Answers(RegisterOperation operation, string? standing) => operation.Outcome switch
    {
        OperationOutcome.Unknown => Allows(operation.Condition, standing),
        OperationOutcome.Done when operation.Kind == OperationKind.Read => operation.Observed!.Value == standing,
        OperationOutcome.Done => Allows(operation.Condition, standing),
        _ => !Allows(operation.Condition, standing) && (operation.Observed is null || operation.Observed.Value == standing),
    };

    private static bool Allows(RegisterCondition? condition, string? standing) => condition is null || condition.Match == standing;

    private static string? StandingAfter(RegisterOperation operation, string? standing) =>
        operation.Kind == OperationKind.Read || operation.Outcome == OperationOutcome.Refused ? standing : operation.Value;
}
