using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/history/{key}</c>, as the contract says.</summary>
public sealed class HistoryTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}";

    [Fact]
    public async Task Versions_come_newest_first_with_what_they_are()
    {
        (await _api.PutAsync($"/v1/kv/{_name}", "one")).AssertDone();
        var deletion = (await _api.DeleteAsync($"/v1/kv/{_name}")).AssertDone().Json;
        var versions = (await _api.GetAsync($"/v1/history/{_name}")).AssertDone().Json;

        Assert.Equal(2, versions.GetArrayLength());
        Assert.Equal(deletion.GetProperty("id").GetString(), versions[0].GetProperty("id").GetString());
        Assert.True(versions[0].GetProperty("deleted").GetBoolean());
        Assert.Equal(0, versions[0].GetProperty("size").GetInt32());
        Assert.False(versions[1].GetProperty("deleted").GetBoolean());
        Assert.Equal(3, versions[1].GetProperty("size").GetInt32());
        Assert.Equal("eu", versions[1].GetProperty("origin").GetString());
        Assert.False(versions[1].TryGetProperty("value", out _));
    }

    [Fact]
    public async Task Values_come_in_base64_when_asked_for()
    {
        (await _api.PutAsync($"/v1/kv/{_name}", [0, 255, 7])).AssertDone();
        var versions = (await _api.GetAsync($"/v1/history/{_name}?values=true")).AssertDone().Json;
        Assert.Equal([0, 255, 7], versions[0].GetProperty("value").GetBytesFromBase64());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_also_among_equal_timestamps()
    {
        var lines = Enumerable.Range(0, 25).Select(i =>
            $$"""{"op":"put","key":"{{_name}}","text":"{{i}}","timestamp":{{1_000_000 + (i / 10)}}}""");
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();

        var seen = new List<string>();
        var before = "";
        do
        {
            var page = (await _api.GetAsync($"/v1/history/{_name}?limit=7{before}")).AssertDone();
            seen.AddRange(page.Json.EnumerateArray().Select(version => version.GetProperty("id").GetString()!));
            before = page.Header("Aevrion-Next") is { } next ? $"&before={next}" : "";
        }
        while (before.Length > 0);

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
        var all = (await _api.GetAsync($"/v1/history/{_name}")).AssertDone().Json.EnumerateArray();
        Assert.Equal(all.Select(version => version.GetProperty("id").GetString()!), seen);
    }

    [Fact]
    public async Task A_page_with_values_ends_before_it_grows_too_large_and_goes_on_where_it_ended()
    {
        var value = new byte[1024 * 1024];
        for (var i = 0; i < 18; i++)
            (await _api.PutAsync($"/v1/kv/{_name}", value)).AssertDone();

        var first = (await _api.GetAsync($"/v1/history/{_name}?limit=1000&values=true")).AssertDone();
        Assert.Equal(16, first.Json.GetArrayLength());
        var second = (await _api.GetAsync($"/v1/history/{_name}?values=true&before={first.Header("Aevrion-Next")}")).AssertDone();
        Assert.Equal(2, second.Json.GetArrayLength());
        Assert.Null(second.Header("Aevrion-Next"));
    }

    [Fact]
    public async Task Before_a_time_only_older_versions_count()
    {
        (await _api.PostAsync("/v1/batch", string.Join('\n', Enumerable.Range(1, 3).Select(i =>
            $$"""{"op":"put","key":"{{_name}}","text":"{{i}}","timestamp":{{i * 1000}}}""")))).AssertDone();
        var versions = (await _api.GetAsync($"/v1/history/{_name}?before=2000")).AssertDone().Json;
        Assert.Equal(1000, Assert.Single(versions.EnumerateArray()).GetProperty("timestamp").GetInt64());
    }

    [Fact]
    public async Task A_key_never_written_has_an_empty_history() =>
        Assert.Equal(JsonValueKind.Array, (await _api.GetAsync($"/v1/history/{_name}")).AssertDone().Json.ValueKind);
}
