using System.Text.Json;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>Turns a line of NDJSON into what it says.</summary>
internal static class NdjsonParser
{
    public static ParsedRecord Parse(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart(" \t\r"u8).IsEmpty)
            return ParsedRecord.Blank;

        NdjsonLine? parsed;
        try
        {
            parsed = JsonSerializer.Deserialize(line, NdjsonContext.Default.NdjsonLine);
        }
        catch (JsonException exception)
        {
            return ParsedRecord.Wrong("It is not a JSON line of a batch: " + Reason(exception));
        }

        return parsed switch
        {
            { Timestamp: null, Origin: not null } or { Timestamp: null, Parents: not null } =>
                ParsedRecord.Wrong("Only a line with a \"timestamp\" has an \"origin\" or \"parents\"."),
            { Op: "put", Value: { } value, Text: null } => Of(parsed, BatchOperation.Put(parsed.Key, value, At(parsed))),
            { Op: "put", Value: null, Text: { } text } => Of(parsed, BatchOperation.Put(parsed.Key, text, At(parsed))),
            { Op: "put" } => ParsedRecord.Wrong("A put has either \"value\" (base64) or \"text\"."),
            { Op: "delete", Value: null, Text: null } => Of(parsed, BatchOperation.Delete(parsed.Key, At(parsed))),
            { Op: "delete" } => ParsedRecord.Wrong("A delete has neither \"value\" nor \"text\"."),
            _ => ParsedRecord.Wrong("\"op\" must be \"put\" or \"delete\"."),
        };
    }

    private static ParsedRecord Of(NdjsonLine line, BatchOperation operation) =>
        ParsedRecord.Of(operation.Accepted(line.Origin, line.Parents));

    private static PointInTime? At(NdjsonLine line) => line.Timestamp is { } timestamp ? new PointInTime(timestamp) : null;

    /// <summary>The message without the position, which is that of a line in itself and not in the file.</summary>
    private static string Reason(JsonException exception)
    {
        var message = exception.Message;
        foreach (var position in new[] { " LineNumber:", " Path:" })
        {
            if (message.IndexOf(position, StringComparison.Ordinal) is > 0 and var start)
                message = message[..start];
        }

        return PlainText.OneLine(message).Replace(typeof(NdjsonLine).FullName!, "a line of a batch", StringComparison.Ordinal);
    }
}
