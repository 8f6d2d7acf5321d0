using System.Text.Json.Serialization;
using Aevrion.Client;

namespace Aevrion.Cli.Output;

/// <summary>One of several keys that were read as JSON: its entry, where it was found.</summary>
internal sealed record EntryLookup(
    string Key, bool Found, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EntryDocument? Entry)
{
    public static EntryLookup From(string key, Entry? entry) =>
        new(key, entry is not null, entry is null ? null : EntryDocument.From(entry));
}
