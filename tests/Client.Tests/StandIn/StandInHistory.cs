using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>A key's history, page by page.</summary>
internal sealed class StandInHistory(StandInStore store, HttpContext context)
{
    public Task WriteAsync(string key)
    {
        var query = context.Request.Query;
        var limit = int.Parse(query["limit"].FirstOrDefault() ?? "100");
        var withValues = query["values"] == "true";
        var older = store.History(key).Where(item => IsBefore(item, query["before"])).ToList();
        var page = older.Take(limit).ToList();
        if (older.Count > page.Count)
            context.Response.Headers["Aevrion-Next"] = $"{page[^1].Timestamp},{page[^1].Id}";
        return context.Response.WriteAsJsonAsync(page.Select(item => new Item(
            item.Id, item.Timestamp, item.Origin, item.Value is null, item.Value?.Length ?? 0, withValues ? item.Value : null)));
    }

    private static bool IsBefore(StandInEvent item, string? before)
    {
        if (before is null)
            return true;
        var parts = before.Split(',');
        var timestamp = long.Parse(parts[0]);
        return item.Timestamp < timestamp
            || (parts.Length > 1 && item.Timestamp == timestamp && string.CompareOrdinal(item.Id, parts[1]) < 0);
    }

    private sealed record Item(
        string Id,
        long Timestamp,
        string Origin,
        bool Deleted,
        int Size,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Value);
}
