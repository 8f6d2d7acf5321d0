using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/conflicts</c>, as the contract says.</summary>
public sealed class ConflictTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}/";

    [Fact]
    public async Task A_conflict_is_listed_at_once_with_both_sides()
    {
        await ImportAsync(("a", "lost", 1_000), ("a", "won", 2_000), ("b", null, 3_000), ("b", "lost to a deletion", 1_000));
        var conflicts = (await ListAsync()).Json;

        Assert.Equal(2, conflicts.GetProperty("conflicts").GetArrayLength());
        Assert.False(conflicts.TryGetProperty("next", out _));
        var (first, second) = (conflicts.GetProperty("conflicts")[0], conflicts.GetProperty("conflicts")[1]);
        Assert.Equal(_name + "a", first.GetProperty("key").GetString());
        Assert.Equal(2_000, first.GetProperty("winner").GetProperty("timestamp").GetInt64());
        Assert.Equal("eu", first.GetProperty("loser").GetProperty("origin").GetString());
        Assert.Equal(4, first.GetProperty("loser").GetProperty("size").GetInt32());
        Assert.False(first.GetProperty("loser").TryGetProperty("value", out _));
        Assert.True(second.GetProperty("winner").GetProperty("deleted").GetBoolean());

        var withValues = (await ListAsync("&values=true")).Json.GetProperty("conflicts");
        Assert.Equal("won"u8.ToArray(), withValues[0].GetProperty("winner").GetProperty("value").GetBytesFromBase64());
        Assert.Equal("lost to a deletion"u8.ToArray(), withValues[1].GetProperty("loser").GetProperty("value").GetBytesFromBase64());
        Assert.False(withValues[1].GetProperty("winner").TryGetProperty("value", out _));
    }

    [Fact]
    public async Task Pages_follow_each_other_also_within_a_key()
    {
        await ImportAsync([.. Enumerable.Range(0, 12).Select(i => ($"{i % 3}", (string?)$"{i}", 1_000L + i))]);
        var all = (await ListAsync("&limit=1000")).Json.GetProperty("conflicts").EnumerateArray().Select(Describe).ToList();
        Assert.Equal(9, all.Count);

        var seen = new List<string>();
        for (var next = ""; ;)
        {
            var page = (await ListAsync("&limit=2" + next)).Json;
            seen.AddRange(page.GetProperty("conflicts").EnumerateArray().Select(Describe));
            if (!page.TryGetProperty("next", out var cursor))
                break;
            next = $"&after={cursor.GetString()}";
        }

        Assert.Equal(all, seen);
        Assert.Equal(all.OrderBy(line => line.Split(' ')[0], StringComparer.Ordinal).ThenByDescending(line => line.Split(' ')[1], StringComparer.Ordinal), all);
    }

    [Fact]
    public async Task A_settlement_writes_what_was_picked_and_ends_the_conflict()
    {
        await ImportAsync(("k", "one", 1_000), ("k", "two", 2_000), ("k", "three", 3_000));
        var several = (await SettleAsync("k", "loser")).AssertProblem(409, "several-losers");
        var one = (await ListAsync()).Json.GetProperty("conflicts")[1].GetProperty("loser").GetProperty("id").GetString()!;
        Assert.Contains(one, several.Json.GetProperty("detail").GetString()!, StringComparison.Ordinal);

        var settled = (await SettleAsync("k", one)).AssertDone().Json;
        Assert.Equal(_name + "k", settled.GetProperty("key").GetString());
        var read = (await _api.GetAsync($"/v1/kv/{_name}k")).AssertDone();
        Assert.Equal("one", read.Text);
        Assert.Equal($"\"{settled.GetProperty("id").GetString()}\"", read.Header("ETag"));
        Assert.Equal($"{settled.GetProperty("timestamp").GetInt64()}", read.Header("Aevrion-Timestamp"));
        Assert.Equal(0, (await ListAsync()).Json.GetProperty("conflicts").GetArrayLength());
        (await SettleAsync("k", "winner")).AssertProblem(404, "no-conflict");
    }

    [Fact]
    public async Task A_deletion_that_lost_can_be_picked()
    {
        await ImportAsync(("k", null, 1_000), ("k", "won", 2_000));
        (await SettleAsync("k", "loser")).AssertDone();
        (await _api.GetAsync($"/v1/kv/{_name}k")).AssertProblem(404, "key-not-found");
    }

    [Fact]
    public async Task Lines_name_the_versions_that_their_writer_had_seen()
    {
        var first = await LineAsync("one", 1_000, "[]");
        await LineAsync("two", 2_000, $"""["{first}"]""");
        Assert.Equal(0, (await ListAsync()).Json.GetProperty("conflicts").GetArrayLength());
        await LineAsync("three", 3_000, $"""["{first}"]""");
        Assert.Equal(1, (await ListAsync()).Json.GetProperty("conflicts").GetArrayLength());
        (await PostLineAsync("four", 4_000, null)).AssertDone();
        Assert.Equal(0, (await ListAsync()).Json.GetProperty("conflicts").GetArrayLength());
    }

    [Theory]
    [InlineData("\"timestamp\":1,\"parents\":\"x\"")]
    [InlineData("\"timestamp\":1,\"parents\":[1]")]
    [InlineData("\"timestamp\":1,\"parents\":[\"abc\"]")]
    [InlineData("\"parents\":[]")]
    public async Task Parents_that_make_no_sense_are_refused(string members) =>
        (await _api.PostAsync("/v1/batch", $$"""{"op":"delete","key":"x",{{members}}}""")).AssertProblem(400, "bad-line");

    [Fact]
    public async Task There_may_be_sixty_four_parents_and_no_more()
    {
        static string Ids(int count) => $"[{string.Join(',', Enumerable.Range(1, count).Select(i => $"\"{i:x64}\""))}]";
        (await PostLineAsync("v", 1_000, Ids(64))).AssertDone();
        (await PostLineAsync("v", 2_000, Ids(65))).AssertProblem(400, "bad-line");
    }

    [Theory]
    [InlineData("?prefix=%00", "bad-parameter")]
    [InlineData("?limit=0", "bad-parameter")]
    [InlineData("?limit=1001", "bad-parameter")]
    [InlineData("?after=x", "bad-parameter")]
    [InlineData("?after=%21", "bad-parameter")]
    [InlineData("?values=maybe", "bad-parameter")]
    [InlineData("?at=1", "unknown-parameter")]
    public async Task A_list_that_is_asked_for_wrongly_is_refused(string query, string problem) =>
        (await _api.GetAsync("/v1/conflicts" + query)).AssertProblem(400, problem);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"pick\":null}")]
    [InlineData("{\"pick\":\"both\"}")]
    [InlineData("{\"pick\":\"winner\",\"pick\":\"loser\"}")]
    [InlineData("{\"pick\":\"winner\",\"why\":1}")]
    public async Task A_settlement_that_is_asked_for_wrongly_is_refused(string body) =>
        (await _api.PostAsync("/v1/conflicts/k", body)).AssertProblem(400, "bad-body");

    [Fact]
    public async Task Other_methods_are_refused_and_large_bodies_too()
    {
        var refused = (await _api.GetAsync("/v1/conflicts/k")).AssertProblem(405, "method-not-allowed");
        Assert.Equal("POST", refused.Header("Allow"));
        (await _api.PostAsync("/v1/conflicts/k", new string(' ', 2_000))).AssertProblem(413, "body-too-large");
        (await _api.PostAsync($"/v1/conflicts/{new string('k', 1025)}", "{\"pick\":\"winner\"}")).AssertProblem(400, "key-too-long");
        await ImportAsync(("k", "one", 1_000), ("k", "two", 2_000));
        (await SettleAsync("k", new string('0', 64))).AssertProblem(404, "no-such-version");
    }

    private static string Describe(JsonElement conflict) =>
        $"{conflict.GetProperty("key").GetString()} {conflict.GetProperty("loser").GetProperty("timestamp").GetInt64()}";

    private async Task ImportAsync(params (string Key, string? Value, long Timestamp)[] versions)
    {
        var lines = versions.Select(version => version.Value is null
            ? $$"""{"op":"delete","key":"{{_name}}{{version.Key}}","timestamp":{{version.Timestamp}},"parents":[]}"""
            : $$"""{"op":"put","key":"{{_name}}{{version.Key}}","text":"{{version.Value}}","timestamp":{{version.Timestamp}},"parents":[]}""");
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    private Task<ApiAnswer> PostLineAsync(string text, long timestamp, string? parents) => _api.PostAsync(
        "/v1/batch", $$"""{"op":"put","key":"{{_name}}k","text":"{{text}}","timestamp":{{timestamp}}{{(parents is null ? "" : $",\"parents\":{parents}")}}}""");

    private async Task<string> LineAsync(string text, long timestamp, string parents) =>
        (await PostLineAsync(text, timestamp, parents)).AssertDone().Json.GetProperty("results")[0].GetProperty("id").GetString()!;

    private async Task<ApiAnswer> ListAsync(string more = "") => (await _api.GetAsync($"/v1/conflicts?prefix={_name}{more}")).AssertDone();

    private Task<ApiAnswer> SettleAsync(string key, string pick) => _api.PostAsync($"/v1/conflicts/{_name}{key}", $$"""{"pick":"{{pick}}"}""");
}
