using Aevrion.Linearizability.Histories;

namespace Aevrion.Linearizability.Tests;

/// <summary>
/// Reads histories that are drawn: a line an operation, <c>name |  ---- | what</c>, whose stroke lies where it lies in time. A stroke that ends in
/// <c>&gt;</c> has an unknown outcome.
/// </summary>
internal static class HistoryText
{
    public static IReadOnlyList<RegisterOperation> Parse(string drawing) =>
        [.. drawing.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseLine)];

    private static RegisterOperation ParseLine(string line)
    {
        var parts = line.Split('|');
        var stroke = parts[1];
        var first = stroke.IndexOf('-');
        var last = stroke.LastIndexOfAny(['-', '>']);
        var words = parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var refused = Array.IndexOf(words, "refused");
        var condition = Array.IndexOf(words, "if");
        var isRead = words[0] == "read";
        return new RegisterOperation
        {
            Key = "k",
            Client = parts[0].Trim(),
            Kind = words[0] switch { "read" => OperationKind.Read, "put" => OperationKind.Put, _ => OperationKind.Delete },
            Value = words[0] == "put" ? words[1] : null,
            Condition = condition < 0 ? null : new RegisterCondition(ValueOf(words[condition + 1])),
            Outcome = stroke[last] == '>' ? OperationOutcome.Unknown : refused < 0 ? OperationOutcome.Done : OperationOutcome.Refused,
            Observed = isRead ? new Observation(ValueOf(words[1])) : refused < 0 || refused + 1 == words.Length ? null : new Observation(ValueOf(words[refused + 1])),
            InvokedAt = first,
            ReturnedAt = last,
        };
    }

    private static string? ValueOf(string word) => word == "nothing" ? null : word;
}
