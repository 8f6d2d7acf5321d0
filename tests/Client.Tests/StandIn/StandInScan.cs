using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Pages of live keys and of all events.</summary>
internal sealed class StandInScan(StandInRegion region, HttpContext context)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly IQueryCollection _query = context.Request.Query;

    public async Task ScanAsync()
    {
        if (await TimeAsync() is not (true, var at))
            return;
        var live = Matching().Select(item => item.Key).Distinct().OrderBy(BytesOf, StringComparer.Ordinal)
            .Where(key => string.CompareOrdinal(BytesOf(key), BytesOf(_query["after"].FirstOrDefault() ?? "")) > 0)
            .Select(key => region.Store.Latest(key, at)).OfType<StandInEvent>().Where(item => item.Value is not null).ToList();
        var page = live.Take(Limit).ToList();
        var entries = page.Select(item => new
        {
            item.Key, item.Id, item.Timestamp, item.Origin, Size = item.Value!.Length, Value = ValueOf(item), Parents = _query["parents"] == "true" ? item.Parents : null,
        });
        await WriteAsync(new { entries, next = live.Count > page.Count ? page[^1].Key : null, at });
    }

    public async Task ReadLogAsync()
    {
        if (await TimeAsync() is not (true, var at))
            return;
        var through = at ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 60_000;
        var behind = Matching().Where(item => item.Timestamp <= through && string.CompareOrdinal(PositionOf(item), After()) > 0)
            .OrderBy(PositionOf, StringComparer.Ordinal).ToList();
        var page = behind.Take(Limit).ToList();
        var events = page.Select(item => new
        {
            item.Key, item.Id, item.Timestamp, item.Origin, item.Parents, Deleted = item.Value is null, Size = item.Value?.Length ?? 0, Value = ValueOf(item),
        });
        await WriteAsync(new { events, next = behind.Count > page.Count ? $"{page[^1].Timestamp},{page[^1].Id}" : null, at = through });
    }

    private int Limit => int.Parse(_query["limit"].FirstOrDefault() ?? "100");

    private IEnumerable<StandInEvent> Matching() =>
        region.Store.All().Where(item => item.Key.StartsWith(_query["prefix"].FirstOrDefault() ?? "", StringComparison.Ordinal));

    private async Task<(bool IsKnown, long? At)> TimeAsync()
    {
        var text = _query["at"].FirstOrDefault();
        if (text != "converged")
            return (true, text is null ? null : long.Parse(text));
        if (region.ConvergedAt is null)
            await Problems.WriteAsync(context, 409, "not-converged", "Nothing was heard of region 'us' yet.");
        return (region.ConvergedAt is not null, region.ConvergedAt);
    }

    private byte[]? ValueOf(StandInEvent item) => _query["values"] == "true" ? item.Value : null;

    private string After() => _query["after"].FirstOrDefault()?.Split(',') is [var timestamp, var id] ? $"{long.Parse(timestamp):d20}{id}" : "";

    private static string PositionOf(StandInEvent item) => $"{item.Timestamp:d20}{item.Id}";

    private static string BytesOf(string key) => Convert.ToHexString(Encoding.UTF8.GetBytes(key));

    private Task WriteAsync(object document) => context.Response.WriteAsJsonAsync(document, Json, context.RequestAborted);
}
