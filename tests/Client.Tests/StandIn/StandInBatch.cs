using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>A batch: all of its lines or none.</summary>
internal sealed class StandInBatch(StandInStore store, HttpContext context)
{
    /// <summary>A line with this timestamp or a later one lies in the future.</summary>
    public const long Future = 4_000_000_000_000;

    private const int MaxLines = 10_000;

    public Task WriteAsync(byte[] body)
    {
        var lines = Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > MaxLines)
            return Problems.WriteAsync(context, 413, "batch-too-large", "A batch has at most 10,000 lines.");

        var operations = new List<StandInLine>();
        foreach (var line in lines)
        {
            var number = operations.Count + 1;
            if (Parse(line) is not { } operation)
                return Problems.WriteAsync(context, 400, "bad-line", $"Line {number}: It is no operation.", line: number);
            if (operation.Timestamp >= Future)
                return Problems.WriteAsync(context, 400, "timestamp-in-future", $"Line {number}: It lies in the future.", line: number);
            operations.Add(operation);
        }

        var results = operations.ConvertAll(operation => store.Add(operation.Key, operation.Value, operation.Timestamp, operation.Origin, operation.Parents));
        return context.Response.WriteAsJsonAsync(new
        {
            results = results.Select(result => new
            {
                key = result.Event.Key,
                id = result.Event.Id,
                timestamp = result.Event.Timestamp,
                added = result.Added,
            }),
        });
    }

    private static StandInLine? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var key = root.GetProperty("key").GetString()!;
        long? timestamp = root.TryGetProperty("timestamp", out var time) ? time.GetInt64() : null;
        var origin = root.TryGetProperty("origin", out var name) ? name.GetString() : null;
        var parents = root.TryGetProperty("parents", out var list) ? list.EnumerateArray().Select(id => id.GetString()!).ToArray() : null;
        return root.GetProperty("op").GetString() switch
        {
            "delete" => new StandInLine(key, null, timestamp, origin, parents),
            "put" when root.TryGetProperty("text", out var text) =>
                new StandInLine(key, Encoding.UTF8.GetBytes(text.GetString()!), timestamp, origin, parents),
            "put" => new StandInLine(key, root.GetProperty("value").GetBytesFromBase64(), timestamp, origin, parents),
            _ => null,
        };
    }
}
