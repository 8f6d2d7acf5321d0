using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aevrion.Cli.Export;

/// <summary>Lines of <c>POST /v1/batch</c>. Not safe for use from several threads at once.</summary>
internal sealed class NdjsonEncoder : ILineEncoder, IDisposable
{
    private readonly Utf8JsonWriter _writer = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void WriteHeader(IBufferWriter<byte> output)
    {
    }

    public void Write(IBufferWriter<byte> output, ExportedEvent line)
    {
        _writer.Reset(output);
        _writer.WriteStartObject();
        _writer.WriteString("op"u8, line.Value is null ? "delete"u8 : "put"u8);
        _writer.WriteString("key"u8, line.Key);
        if (line.Value is { } value)
            WriteValue(value.Span);
        _writer.WriteNumber("timestamp"u8, line.Timestamp);
        _writer.WriteString("origin"u8, line.Origin);
        _writer.WriteStartArray("parents"u8);
        foreach (var parent in line.Parents)
            _writer.WriteStringValue(parent);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => _writer.Dispose();

    private void WriteValue(ReadOnlySpan<byte> value)
    {
        if (PlainValue.IsText(value))
            _writer.WriteString("text"u8, value);
        else
            _writer.WriteBase64String("value"u8, value);
    }
}
