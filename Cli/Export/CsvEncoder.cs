using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aevrion.Cli.Export;

/// <summary>Records by RFC 4180 in UTF-8, with the columns that an import knows.</summary>
internal sealed class CsvEncoder : ILineEncoder
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n ");

    public void WriteHeader(IBufferWriter<byte> output) => output.Write("op,key,value,encoding,timestamp,origin,parents\r\n"u8);

    public void Write(IBufferWriter<byte> output, ExportedEvent line)
    {
        var isText = line.Value is not { } bytes || PlainValue.IsText(bytes.Span);
        var value = line.Value.GetValueOrDefault().Span;
        WriteField(output, line.Value is null ? "delete" : "put");
        output.Write(","u8);
        WriteField(output, line.Key);
        output.Write(","u8);
        WriteField(output, isText ? Encoding.UTF8.GetString(value) : Convert.ToBase64String(value));
        output.Write(isText ? ","u8 : ",base64"u8);
        output.Write(","u8);
        WriteField(output, line.Timestamp.ToString(CultureInfo.InvariantCulture));
        output.Write(","u8);
        WriteField(output, line.Origin);
        output.Write(","u8);
        output.Write(Encoding.UTF8.GetBytes(string.Join(' ', line.Parents)));
        output.Write("\r\n"u8);
    }

    private static void WriteField(IBufferWriter<byte> output, string text)
    {
        var field = text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        Encoding.UTF8.GetBytes(field, output);
    }
}
