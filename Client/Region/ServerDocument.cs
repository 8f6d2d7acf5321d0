using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>A JSON document of a region. What a newer region adds to it is kept.</summary>
public abstract record ServerDocument
{
    /// <summary>Members that this version of the client does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; set; }
}
