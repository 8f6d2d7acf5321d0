using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Aevrion.Client;

namespace Aevrion.Cli.Output;

/// <summary>An entry as JSON: the value in base64, and as text as well where it is text.</summary>
internal sealed record EntryDocument(
    string Key,
    string Id,
    long Timestamp,
    string Origin,
    int Size,
    ReadOnlyMemory<byte> Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ConvergedAt)
{
    public static EntryDocument From(Entry entry)
    {
        var text = Utf8.IsValid(entry.Value.Span) ? Encoding.UTF8.GetString(entry.Value.Span) : null;
        return new EntryDocument(entry.Key, entry.Id, entry.Timestamp, entry.Origin, entry.Value.Length, entry.Value, text, entry.ConvergedAt);
    }
}
