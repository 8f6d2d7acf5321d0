using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Conflicts as a test says that they are: losing versions by their ids.</summary>
internal sealed class StandInConflicts(StandInRegion region, HttpContext context)
{
    public Task ListAsync()
    {
        var query = context.Request.Query;
        var limit = int.Parse(query["limit"].FirstOrDefault() ?? "100");
        var first = int.Parse(query["after"].FirstOrDefault() ?? "0");
        var withValues = query["values"] == "true";
        var all = region.Losers.Where(loser => loser.Key.StartsWith(query["prefix"].FirstOrDefault() ?? "", StringComparison.Ordinal)).ToList();
        var conflicts = all.Skip(first).Take(limit).Select(loser => new
        {
            key = loser.Key,
            winner = Side(region.Store.Latest(loser.Key)!, withValues),
            loser = Side(loser, withValues),
        });
        return first + limit < all.Count
            ? context.Response.WriteAsJsonAsync(new { conflicts, next = $"{first + limit}" })
            : context.Response.WriteAsJsonAsync(new { conflicts });
    }

    public async Task SettleAsync(string key, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var pick = document.RootElement.GetProperty("pick").GetString()!;
        var losers = region.Losers.Where(loser => loser.Key == key).ToList();
        if (losers.Count == 0)
        {
            await Problems.WriteAsync(context, 404, "no-conflict", "No version of the key has lost to a concurrent write.");
            return;
        }

        if (pick == "loser" && losers.Count > 1)
        {
            await Problems.WriteAsync(context, 409, "several-losers", "Pick one by its id.");
            return;
        }

        var picked = pick switch
        {
            "winner" => region.Store.Latest(key),
            "loser" => losers[0],
            _ => region.Store.History(key).FirstOrDefault(version => version.Id == pick),
        };
        if (picked is null)
        {
            await Problems.WriteAsync(context, 404, "no-such-version", "The key has no version with that id here.");
            return;
        }

        region.Losers.RemoveAll(loser => loser.Key == key);
        var written = region.Store.Add(key, picked.Value, null).Event;
        await context.Response.WriteAsJsonAsync(new { key, id = written.Id, timestamp = written.Timestamp });
    }

    private static Version Side(StandInEvent item, bool withValue) =>
        new(item.Id, item.Timestamp, item.Origin, item.Value is null, item.Value?.Length ?? 0, withValue ? item.Value : null);

    private sealed record Version(
        string Id,
        long Timestamp,
        string Origin,
        bool Deleted,
        int Size,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Value);
}
