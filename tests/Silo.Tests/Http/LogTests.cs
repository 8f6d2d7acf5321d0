using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>GET /v1/history</c> without a key: the events of all keys.</summary>
public sealed class LogTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}/";

    [Fact]
    public async Task Events_come_in_the_order_of_time_deletions_included()
    {
        var put = (await _api.PutAsync($"/v1/kv/{_name}b", [0, 255])).AssertDone().Json;
        var other = (await _api.PutAsync($"/v1/kv/{_name}a", "")).AssertDone().Json;
        var deletion = (await _api.DeleteAsync($"/v1/kv/{_name}b")).AssertDone().Json;
        await _api.PutAsync("/v1/kv/elsewhere", "v");

        var page = (await _api.GetAsync($"/v1/history?prefix={_name}&values=true")).AssertDone().Json;
        var events = page.GetProperty("events");
        Assert.Equal(
            new[] { put, other, deletion }.OrderBy(StampOf).Select(written => written.GetProperty("id").GetString()),
            events.EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        var deleted = events.EnumerateArray().Single(item => item.GetProperty("deleted").GetBoolean());
        Assert.Equal(["key", "id", "timestamp", "origin", "parents", "deleted", "size"], deleted.EnumerateObject().Select(member => member.Name));
        Assert.Equal(put.GetProperty("id").GetString(), Assert.Single(deleted.GetProperty("parents").EnumerateArray()).GetString());
        Assert.Equal([0, 255], events.EnumerateArray().Single(item => item.GetProperty("size").GetInt32() == 2).GetProperty("value").GetBytesFromBase64());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        Assert.True(page.GetProperty("at").GetInt64() >= deletion.GetProperty("timestamp").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&values=true")]
    public async Task Pages_follow_each_other_without_gap_or_repetition_also_among_equal_timestamps(string values)
    {
        var lines = Enumerable.Range(0, 25).Select(i =>
            $$"""{"op":"put","key":"{{_name}}{{i % 3}}","text":"{{i}}","timestamp":{{1_000_000 + (i / 10)}}}""");
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();

        var seen = new List<JsonElement>();
        for (string? next = ""; next is not null;)
        {
            var page = (await _api.GetAsync($"/v1/history?prefix={_name}&limit=7{values}{next}")).AssertDone().Json;
            seen.AddRange(page.GetProperty("events").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } after ? $"&at={page.GetProperty("at").GetInt64()}&after={after}" : null;
        }

        Assert.Equal(25, seen.Count);
        Assert.Equal(seen.OrderBy(StampOf).Select(StampOf), seen.Select(StampOf));
        Assert.Equal(25, seen.Select(StampOf).Distinct().Count());
    }

    [Theory]
    [InlineData("2000", 2)]
    [InlineData("1999", 1)]
    [InlineData("1970-01-01T00:00:03Z", 3)]
    public async Task Only_events_up_to_a_time_count(string at, int expected)
    {
        (await _api.PostAsync("/v1/batch", string.Join('\n', Enumerable.Range(1, 3).Select(i =>
            $$"""{"op":"put","key":"{{_name}}","text":"{{i}}","timestamp":{{i * 1000}}}""")))).AssertDone();
        Assert.Equal(expected, (await _api.GetAsync($"/v1/history?prefix={_name}&at={at}")).AssertDone().Json.GetProperty("events").GetArrayLength());
    }

    [Theory]
    [InlineData("after=5")]
    [InlineData("after=5,xyz")]
    [InlineData("after=,")]
    [InlineData("limit=0")]
    public async Task What_cannot_be_read_is_refused(string query) =>
        (await _api.GetAsync($"/v1/history?{query}")).AssertProblem(400, "bad-parameter");

    private static (long, string) StampOf(JsonElement item) => (item.GetProperty("timestamp").GetInt64(), item.GetProperty("id").GetString()!);
}
