using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>A reading of many keys, which ends after the value that takes the values over a limit.</summary>
internal sealed class StandInMultiGet(StandInRegion region, HttpContext context)
{
    private const int MaxKeys = 1_000;
    private const int MaxValueBytes = 1_000;

    public Task WriteAsync(byte[] body)
    {
        var (keys, text) = Parse(body);
        if (keys.Count is 0 or > MaxKeys)
            return Problems.WriteAsync(context, 413, "body-too-large", "At most 1,000 keys are read at once.");

        if (text == "converged" && region.ConvergedAt is null)
            return Problems.WriteAsync(context, 409, "not-converged", "Nothing was heard of region 'us' yet.");
        var at = text == "converged" ? region.ConvergedAt : text is null ? (long?)null : long.Parse(text);
        if (text == "converged")
            context.Response.Headers["Aevrion-Converged"] = $"{at}";

        var entries = new List<object>();
        var bytes = 0;
        foreach (var key in keys.TakeWhile(_ => bytes <= MaxValueBytes))
        {
            var found = region.Store.Latest(key, at);
            bytes += found?.Value?.Length ?? 0;
            entries.Add(found?.Value is { } value
                ? new { key, found = true, id = found.Id, timestamp = found.Timestamp, origin = found.Origin, size = value.Length, value }
                : new { key, found = false });
        }

        return entries.Count < keys.Count
            ? context.Response.WriteAsJsonAsync(new { entries, next = entries.Count })
            : context.Response.WriteAsJsonAsync(new { entries });
    }

    private static (List<string> Keys, string? At) Parse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var keys = document.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!).ToList();
        return (keys, document.RootElement.TryGetProperty("at", out var at) ? at.GetString() : null);
    }
}
