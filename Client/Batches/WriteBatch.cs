using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aevrion.Client;

/// <summary>
/// Lines to write together, encoded as they are added, so that the size is known at any time. Filled until <see cref="TryAdd"/> says no,
/// sent, cleared and filled again. Not safe for use from several threads at once.
/// </summary>
public sealed class WriteBatch
{
    private static readonly JsonWriterOptions LineOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _timedLines;

    /// <summary>How many lines the batch holds, at most <see cref="AevrionLimits.MaxBatchLines"/>.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// In how many regions the batch has to be durable before it is acknowledged. When they do not have it in time, writing it throws an
    /// <see cref="AevrionAckTimeoutException"/>, and the batch stands.
    /// </summary>
    public Acknowledgement Ack { get; init; }

    /// <inheritdoc cref="WriteOptions.Timeout"/>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Makes the batch known to its region for <see cref="AevrionLimits.BatchAnswerRetention"/>: written again with the same key and the same
    /// lines, to the same region, it is not applied again and answered the same. 1 to 128 visible characters of ASCII. By default each
    /// call of <see cref="IAevrionClient.BatchAsync"/> has a key of its own, for the attempts of that call.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How large the batch is on the wire, at most <see cref="AevrionLimits.MaxBatchBytes"/>.</summary>
    public int SizeBytes => _lines.WrittenCount;

    /// <summary>True when every line has a timestamp: sending the batch twice then writes nothing twice.</summary>
    public bool IsIdempotent => _timedLines == Count;

    internal ReadOnlyMemory<byte> Content => _lines.WrittenMemory;

    /// <summary>Adds a line if it fits.</summary>
    /// <returns>False when the line does not fit any more; the batch is then unchanged.</returns>
    /// <exception cref="AevrionInvalidRequestException">The key or the value breaks the contract.</exception>
    public bool TryAdd(BatchOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var key = KeyRules.Encode(operation.Key);
        ValueRules.Check(operation.Value.GetValueOrDefault().Span);
        if (Count == AevrionLimits.MaxBatchLines)
            return false;

        Encode(operation, key);
        if (_line.WrittenCount > AevrionLimits.MaxBatchBytes - _lines.WrittenCount)
            return false;

        _lines.Write(_line.WrittenSpan);
        Count++;
        _timedLines += operation.Timestamp is null ? 0 : 1;
        return true;
    }

    public void Clear()
    {
        _lines.ResetWrittenCount();
        Count = 0;
        _timedLines = 0;
    }

    private void Encode(BatchOperation operation, ReadOnlySpan<byte> key)
    {
        _line.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_line, LineOptions);
        writer.WriteStartObject();
        writer.WriteString("op"u8, operation.Value is null ? "delete"u8 : "put"u8);
        writer.WriteString("key"u8, key);
        if (operation.Value is { } value)
            writer.WriteBase64String("value"u8, value.Span);
        if (operation.Timestamp is { } timestamp)
            writer.WriteNumber("timestamp"u8, timestamp);
        if (operation.Origin is { } origin)
            writer.WriteString("origin"u8, origin);
        if (operation.Parents is { } parents)
            WriteParents(writer, parents);
        writer.WriteEndObject();
        writer.Flush();
        _line.Write("\n"u8);
    }

    private static void WriteParents(Utf8JsonWriter writer, IReadOnlyList<string> parents)
    {
        writer.WriteStartArray("parents"u8);
        foreach (var parent in parents)
            writer.WriteStringValue(parent);
        writer.WriteEndArray();
    }
}
