using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Batches;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>The body of <c>POST /v1/batch</c>. What is taken is what another JSON reader finds in the same lines.</summary>
internal sealed class BatchLinesTarget : FuzzTarget
{
    private const long AdmittedThroughMs = 1_767_225_600_000;

    private static readonly Problem TooLarge = ProblemKinds.BatchTooLarge.With("Too large.");

    public override string Name => "batch-lines";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        """{"op":"put","key":"a","text":"b"}""",
        """{"op":"put","key":"a","value":"AAEC"}""" + "\n\n" + """{"op":"delete","key":"a"}""" + "\r\n",
        $$"""{"op":"put","key":"é/\u0001 x","text":"\ud83d\ude00","timestamp":1700000000000,"origin":"us","parents":["{{Given.Id}}"]}""",
        """{"op":null,"key":null,"value":null,"text":null,"timestamp":null,"origin":null,"parents":null}""");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "\"op\":", "\"put\"", "\"delete\"", "\"key\":", "\"value\":", "\"text\":", "\"timestamp\":", "\"origin\":", "\"parents\":", $"[\"{Given.Id}\"]",
        "null", "true", "{", "}", "[", "]", "\\u0000", "\\ud800", "\\udc00", "\\u0022", "\ufeff", "\n", "\"AAA=\"", "/*x*/", "//x\n", "1e3");

    public override string Run(byte[] input)
    {
        if (BatchReader.Read(input, AdmittedThroughMs, TooLarge, out var operations) is { } problem)
            return $"{problem.Kind.Slug} {Names.Of(problem.Detail)}";
        Check(input, operations);
        return $"{Math.Min(operations.Length, 4)} lines";
    }

    private static void Check(byte[] input, ImmutableArray<BatchOperation> operations)
    {
        var text = Encoding.UTF8.GetString(input);
        var lines = text.TrimStart('\ufeff').Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0).ToList();
        if (lines.Count != operations.Length)
            throw new InvalidOperationException($"{operations.Length} operations of {lines.Count} lines.");
        foreach (var (line, operation) in lines.Zip(operations))
        {
            using var document = JsonDocument.Parse(line);
            if (!IsSame(document.RootElement, operation))
                throw new InvalidOperationException($"Another operation was read than stands there: {operation}");
            if (EventRules.Check(operation.Key, operation.Value.GetValueOrDefault().Length, operation.Timestamp ?? 0) != EventRejection.None)
                throw new InvalidOperationException("An operation that breaks the rules was taken.");
        }
    }

    private static bool IsSame(JsonElement line, BatchOperation operation) =>
        line.GetProperty("key").GetString() == operation.Key
        && (line.GetProperty("op").GetString() == "delete") == (operation.Value is null)
        && Timestamp(line) == operation.Timestamp
        && (operation.Value is not { } value || value.Span.SequenceEqual(Value(line)));

    private static long? Timestamp(JsonElement line) =>
        line.TryGetProperty("timestamp", out var timestamp) && timestamp.ValueKind == JsonValueKind.Number ? timestamp.GetInt64() : null;

    private static byte[] Value(JsonElement line) => line.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
        ? Encoding.UTF8.GetBytes(text.GetString()!)
        : line.GetProperty("value").GetBytesFromBase64();
}
