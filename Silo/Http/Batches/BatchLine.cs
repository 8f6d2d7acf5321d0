using System.Collections.Immutable;
using System.Text.Json;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Batches;

/// <summary>
/// One line of a batch: <c>{"op":"put"|"delete","key","value"(base64) or "text","timestamp"?,"origin"?,"parents"?}</c>. Strict: a member that
/// is not known, given twice or of another type is refused. A null counts as a member that is not there.
/// </summary>
internal sealed class BatchLine : StrictJsonObject
{
    private const string Put = "put";
    private const string Delete = "delete";

    private string? _operation;
    private string? _key;
    private ReadOnlyMemory<byte>? _value;
    private long? _timestamp;
    private string? _origin;
    private ImmutableArray<Hash256> _parents;

    /// <summary>Checks what was read against the rules of events; null when it keeps them.</summary>
    /// <param name="admittedThroughMs">The latest timestamp taken now, in milliseconds since the Unix epoch.</param>
    public Problem? Check(long admittedThroughMs)
    {
        if (_operation is not (Put or Delete))
            return Bad("\"op\" must be \"put\" or \"delete\".");
        if (_key is null)
            return Bad("\"key\" is missing.");
        if (_operation == Put && _value is null)
            return Bad("A put needs a \"value\" in base64 or a \"text\".");
        if (_operation == Delete && _value is not null)
            return Bad("A delete has neither \"value\" nor \"text\".");
        if (!_parents.IsDefault && _timestamp is null)
            return Bad("Only a line with a \"timestamp\" has \"parents\"; other writes name what the region has seen.");
        if (_origin is not null && _timestamp is null)
            return Bad("Only a line with a \"timestamp\" has an \"origin\"; other writes are this region's.");

        var rejection = EventRules.Check(_key, _value.GetValueOrDefault().Length, _timestamp ?? 0);
        if (rejection != EventRejection.None)
            return EventProblems.Of(rejection);
        return _timestamp > admittedThroughMs
            ? ProblemKinds.TimestampInFuture.With($"The timestamp {_timestamp} is later than this region takes now ({admittedThroughMs}).")
            : null;
    }

    /// <summary>The operation; only after both checks.</summary>
    public BatchOperation ToOperation() => new() { Key = _key!, Value = _value, Timestamp = _timestamp, Parents = _parents, Origin = _origin };

    protected override string Describe(JsonException broken) =>
        $"It is not a JSON object on a line of its own (see byte {broken.BytePositionInLine + 1}).";

    protected override Problem? ReadMember(string name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null && name is "op" or "key" or "value" or "text" or "timestamp" or "origin" or "parents")
            return null;
        switch (name)
        {
            case "op" or "key" or "value" or "text" or "origin" when reader.TokenType != JsonTokenType.String:
                return Bad($"\"{name}\" must be a string.");
            case "op":
                _operation = reader.GetString();
                return null;
            case "key":
                _key = reader.GetString();
                return null;
            case "value" or "text" when _value is not null:
                return Bad("\"value\" and \"text\" exclude each other.");
            case "value":
                return ReadBase64(ref reader);
            case "text":
                _value = ReadText(ref reader);
                return null;
            case "timestamp" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var timestamp):
                _timestamp = timestamp;
                return null;
            case "timestamp":
                return Bad("\"timestamp\" must be a whole number of milliseconds since 1970.");
            case "origin":
                _origin = reader.GetString();
                return RegionName.IsValid(_origin!) ? null : Bad($"\"origin\" must be the name of a region: {RegionName.Rule}.");
            case "parents":
                return ParentsReader.TryRead(ref reader, out _parents) ? null : Bad(ParentsReader.Expected);
            default:
                return Bad($"\"{name}\" is not known; a line has \"op\", \"key\", \"value\" or \"text\", \"timestamp\", \"origin\" and \"parents\".");
        }
    }

    private Problem? ReadBase64(ref Utf8JsonReader reader)
    {
        if (!reader.TryGetBytesFromBase64(out var bytes))
            return Bad("\"value\" is not base64; write a \"text\" for text.");
        _value = bytes;
        return null;
    }

    private static byte[] ReadText(ref Utf8JsonReader reader)
    {
        var buffer = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(buffer);
        return length == buffer.Length ? buffer : buffer[..length];
    }

    protected override Problem Bad(string detail) => ProblemKinds.BadLine.With(detail);
}
