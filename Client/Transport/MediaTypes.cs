using System.Net.Http.Headers;

namespace Aevrion.Client.Transport;

/// <summary>The media types that the client sends.</summary>
internal static class MediaTypes
{
    public static readonly MediaTypeHeaderValue Bytes = new("application/octet-stream");

    public static readonly MediaTypeHeaderValue Json = new("application/json");

    public static readonly MediaTypeHeaderValue Backup = new("application/vnd.aevrion.backup");

    public static readonly MediaTypeHeaderValue JsonLines = new("application/x-ndjson");
}
