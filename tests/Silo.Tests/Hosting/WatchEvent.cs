using System.Text.Json;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>An event of a watch.</summary>
internal sealed record WatchEvent(string? Id, string Kind, JsonElement Data)
{
    public string Key => Data.GetProperty("key").GetString()!;

    public string? Value => Data.TryGetProperty("value", out var value) ? System.Text.Encoding.UTF8.GetString(value.GetBytesFromBase64()) : null;
}
