using Aevrion.Linearizability.Histories;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Linearizability.Tests;

/// <summary>Arbitrary histories of a few operations, many of them impossible.</summary>
internal static class SmallHistories
{
    private const int MostOperations = 7;
    private const int LatestTick = 14;

    /// <param name="areValuesUnique">No two puts share their value.</param>
    public static Arbitrary<RegisterOperation[]> Of(bool areValuesUnique) => Arb.From(
        Gen.Choose(1, MostOperations).SelectMany(count => Operations(count, areValuesUnique)),
        operations => Enumerable.Range(0, operations.Length)
            .Select(left => operations.Where((_, i) => i != left).ToArray())
            .Where(fewer => fewer.Length > 0));

    private static Gen<RegisterOperation[]> Operations(int count, bool areValuesUnique) =>
        Gen.CollectToArray(Enumerable.Range(0, count), i => Operation(i, count, areValuesUnique));

    private static Gen<RegisterOperation> Operation(int number, int count, bool areValuesUnique) =>
        from begin in Gen.Choose(0, LatestTick - 1)
        from end in Gen.Choose(begin, LatestTick)
        from kind in Gen.Elements(OperationKind.Read, OperationKind.Put, OperationKind.Put, OperationKind.Delete)
        from outcome in Gen.Elements(OperationOutcome.Unknown, OperationOutcome.Done, OperationOutcome.Done, OperationOutcome.Refused)
        from isConditional in Gen.Elements(true, false)
        from match in Value(count)
        from observed in Value(count)
        from isTold in Gen.Elements(true, true, false)
        from shared in Gen.Choose(0, 1)
        let isRefused = outcome == OperationOutcome.Refused && kind != OperationKind.Read
        let isRead = kind == OperationKind.Read
        select new RegisterOperation
        {
            Key = "k",
            Client = number.ToString(),
            Kind = kind,
            Value = kind == OperationKind.Put ? Name(areValuesUnique ? number : shared) : null,
            Condition = !isRead && (isConditional || isRefused) ? new RegisterCondition(match) : null,
            Outcome = isRead && outcome == OperationOutcome.Refused ? OperationOutcome.Done : outcome,
            Observed = isRead || (isRefused && isTold) ? new Observation(observed) : null,
            InvokedAt = begin,
            ReturnedAt = end,
        };

    private static Gen<string?> Value(int count) => Gen.Choose(-1, count - 1).Select(number => number < 0 ? null : Name(number));

    private static string? Name(int number) => ((char)('a' + number)).ToString();
}
