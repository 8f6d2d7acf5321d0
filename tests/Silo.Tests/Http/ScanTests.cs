using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>GET /v1/kv</c> without a key, as the contract says.</summary>
public sealed class ScanTests(OneRegion region) : IClassFixture<OneRegion>
{
    private static readonly string[] OddKeys = ["a b", "a+b", "a%", "é", "a&b="];

    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}/";

    [Fact]
    public async Task Live_keys_come_in_byte_order_with_what_they_are()
    {
        var first = (await _api.PutAsync($"/v1/kv/{_name}b", "12345")).AssertDone().Json;
        await _api.PutAsync($"/v1/kv/{_name}a", "");
        await _api.PutAsync($"/v1/kv/{_name}gone", "v");
        await _api.DeleteAsync($"/v1/kv/{_name}gone");
        await _api.PutAsync($"/v1/kv/{_name}%F0%9F%98%80", "😀");
        var second = (await _api.PutAsync($"/v1/kv/{_name}b", [0, 255])).AssertDone().Json;

        var page = (await _api.GetAsync($"/v1/kv?prefix={_name}")).AssertDone().Json;
        Assert.Equal([$"{_name}a", $"{_name}b", $"{_name}😀"], Keys(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        Assert.False(page.TryGetProperty("at", out _));
        var entry = page.GetProperty("entries")[1];
        Assert.Equal(["key", "id", "timestamp", "origin", "size"], entry.EnumerateObject().Select(member => member.Name));
        Assert.Equal(second.GetProperty("id").GetString(), entry.GetProperty("id").GetString());
        Assert.Equal(second.GetProperty("timestamp").GetInt64(), entry.GetProperty("timestamp").GetInt64());
        Assert.Equal("eu", entry.GetProperty("origin").GetString());
        Assert.Equal(2, entry.GetProperty("size").GetInt32());

        var full = (await _api.GetAsync($"/v1/kv?prefix={_name}&values=true&parents=true")).AssertDone().Json.GetProperty("entries");
        Assert.Equal([0, 255], full[1].GetProperty("value").GetBytesFromBase64());
        Assert.Equal([], full[0].GetProperty("value").GetBytesFromBase64());
        Assert.Equal(first.GetProperty("id").GetString(), Assert.Single(full[1].GetProperty("parents").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Pages_follow_each_other_without_gap_or_repetition(int limit)
    {
        await ImportAsync(Enumerable.Range(0, 25).Select(i => ($"{i:d2} &+%/é", "v", 1_000L + i)));

        var pages = await PagesAsync($"prefix={_name}&limit={limit}");

        Assert.All(pages[..^1], page => Assert.Equal(limit, page.GetProperty("entries").GetArrayLength()));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{_name}{i:d2} &+%/é"), pages.SelectMany(Keys));
        Assert.Equal((24 / limit) + 1, pages.Count);
    }

    [Theory]
    [InlineData("1999", "one")]
    [InlineData("2000", "one", "two")]
    [InlineData("1970-01-01T00:00:02.5Z", "one", "two")]
    [InlineData("3000", "two")]
    [InlineData("4000", "one", "two")]
    [InlineData("999")]
    [InlineData("5m%20ago", "one", "two")]
    public async Task Keys_are_listed_as_they_were_at_a_time(string at, params string[] expected)
    {
        await ImportAsync([("one", "1", 1_000), ("two", "2", 2_000), ("one", "3", 4_000), ("later", "4", NowMs() - 60_000)]);
        await ImportAsync($$"""{"op":"delete","key":"{{_name}}one","timestamp":3000}""");

        var page = (await _api.GetAsync($"/v1/kv?prefix={_name}&at={at}")).AssertDone().Json;

        Assert.Equal(expected.Select(key => _name + key), Keys(page));
        var readAt = page.GetProperty("at").GetInt64();
        Assert.Equal(expected.Select(key => _name + key), Keys((await _api.GetAsync($"/v1/kv?prefix={_name}&at={readAt}")).AssertDone().Json));
    }

    [Fact]
    public async Task A_converged_scan_tells_its_time_for_the_pages_that_follow()
    {
        await ImportAsync([("one", "1", 1_000), ("two", "2", 2_000)]);
        await Eventually.HoldsAsync(
            async () => await _api.GetAsync($"/v1/kv?prefix={_name}&at=converged") is { Status: 200 } answer && Keys(answer.Json).Count() == 2,
            "the region is sure of what was imported");

        var first = (await _api.GetAsync($"/v1/kv?prefix={_name}&at=converged&limit=1")).AssertDone();
        var at = first.Json.GetProperty("at").GetInt64();
        Assert.Equal($"{at}", first.Header("Aevrion-Converged"));
        var next = first.Json.GetProperty("next").GetString();
        var second = (await _api.GetAsync($"/v1/kv?prefix={_name}&at={at}&after={next}")).AssertDone();
        Assert.Equal([$"{_name}two"], Keys(second.Json));
        Assert.Equal(at, second.Json.GetProperty("at").GetInt64());
        Assert.Null(second.Header("Aevrion-Converged"));
    }

    [Fact]
    public async Task A_page_with_values_ends_before_it_grows_too_large()
    {
        var value = new byte[1024 * 1024];
        for (var i = 0; i < 18; i++)
            (await _api.PutAsync($"/v1/kv/{_name}{i:d2}", value)).AssertDone();

        var pages = await PagesAsync($"prefix={_name}&limit=1000&values=true");
        Assert.Equal([17, 1], pages.Select(page => page.GetProperty("entries").GetArrayLength()));
        Assert.Equal(18, (await _api.GetAsync($"/v1/kv?prefix={_name}&limit=1000")).AssertDone().Json.GetProperty("entries").GetArrayLength());
    }

    [Theory]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("a%20b", "a b")]
    [InlineData("a%25", "a%")]
    [InlineData("%C3%A9", "é")]
    [InlineData("%c3%a9", "é")]
    [InlineData("a%26b%3D", "a&b=")]
    public async Task A_prefix_is_decoded_as_a_query_is(string written, string meant)
    {
        await ImportAsync(OddKeys.Select(key => (key, "v", 1_000L)));
        Assert.Equal([_name + meant], Keys((await _api.GetAsync($"/v1/kv?prefix={_name}{written}")).AssertDone().Json));
        Assert.Equal([_name + meant], Keys((await _api.GetAsync($"/v1/kv?pref%69x={_name}{written}")).AssertDone().Json));
    }

    [Theory]
    [InlineData("prefix=%FF", "key-not-utf8")]
    [InlineData("after=%C3", "key-not-utf8")]
    [InlineData("prefix=a%00", "key-has-nul")]
    [InlineData("prefix=%zz", "bad-percent-encoding")]
    [InlineData("prefix=a&prefix=b", "bad-parameter")]
    [InlineData("limit=0", "bad-parameter")]
    [InlineData("limit=1001", "bad-parameter")]
    [InlineData("limit=x", "bad-parameter")]
    [InlineData("at=soon", "bad-parameter")]
    [InlineData("at=-1", "timestamp-negative")]
    [InlineData("values=yes", "bad-parameter")]
    [InlineData("cursor=a", "unknown-parameter")]
    public async Task What_cannot_be_read_is_refused(string query, string problem) =>
        (await _api.GetAsync($"/v1/kv?{query}")).AssertProblem(400, problem);

    [Fact]
    public async Task A_prefix_is_no_longer_than_a_key_and_only_reading_is_allowed()
    {
        (await _api.GetAsync($"/v1/kv?prefix={new string('a', 1_025)}")).AssertProblem(400, "key-too-long");
        Assert.Empty(Keys((await _api.GetAsync($"/v1/kv?prefix={new string('a', 1_024)}&after=")).AssertDone().Json));
        (await _api.PostAsync("/v1/kv")).AssertProblem(405, "method-not-allowed");
        (await _api.PutAsync("/v1/kv/", "v")).AssertProblem(400, "key-empty");
    }

    /// <remarks>Keys that are there the whole time are among others that come and go while the pages are read.</remarks>
    [Fact]
    public async Task Under_concurrent_writes_no_key_is_missed_or_comes_twice()
    {
        var lasting = Enumerable.Range(0, 300).Select(i => $"{_name}{i * 3:d4}").ToArray();
        await ImportAsync(lasting.Select(key => (key[_name.Length..], "v", 1_000L)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writers = Enumerable.Range(0, 3).Select(seed => WriteAsync(new Random(seed), stop.Token)).ToArray();

        for (var scan = 0; scan < 10; scan++)
        {
            var keys = (await PagesAsync($"prefix={_name}&limit={7 + (scan * 9)}")).SelectMany(Keys).ToList();
            Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
            Assert.Empty(lasting.Except(keys));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(writers), writes => Assert.True(writes > 0));
    }

    /// <summary>Overwrites lasting keys, and puts and deletes others between them.</summary>
    private async Task<int> WriteAsync(Random random, CancellationToken stop)
    {
        var writes = 0;
        for (; !stop.IsCancellationRequested; writes++)
        {
            var key = $"/v1/kv/{_name}{random.Next(900):d4}";
            var isLasting = int.Parse(key[^4..]) % 3 == 0;
            (isLasting || random.Next(2) == 0 ? await _api.PutAsync(key, "w") : await _api.DeleteAsync(key)).AssertDone();
        }

        return writes;
    }

    private async Task<List<JsonElement>> PagesAsync(string query)
    {
        var pages = new List<JsonElement>();
        var after = "";
        do
        {
            pages.Add((await _api.GetAsync($"/v1/kv?{query}{after}")).AssertDone().Json);
            after = pages[^1].GetProperty("next").GetString() is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after.Length > 0 && pages.Count < 1_000);
        return pages;
    }

    private Task ImportAsync(IEnumerable<(string Key, string Text, long Timestamp)> lines) => ImportAsync(string.Join('\n', lines.Select(line =>
        $$"""{"op":"put","key":"{{_name}}{{line.Key}}","text":"{{line.Text}}","timestamp":{{line.Timestamp}}}""")));

    private async Task ImportAsync(string lines) => (await _api.PostAsync("/v1/batch", lines)).AssertDone();

    private static IEnumerable<string> Keys(JsonElement page) =>
        page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("key").GetString()!);

    private static long NowMs() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
