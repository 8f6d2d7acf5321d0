using System.Text;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary>GET /v1/watch.</summary>
public sealed class WatchTests(OneRegion region) : IClassFixture<OneRegion>
{
    private ApiClient Api => region.Api;

    private string Url => region.Silo.Url;

    [Fact]
    public async Task A_watch_tells_changes_of_its_prefix_from_now_on_with_everything_about_them()
    {
        await Api.PutAsync("/v1/kv/now/before", "v");
        await using var watch = await WatchReader.OpenAsync(Url, "?prefix=now/");
        var put = (await Api.PutAsync("/v1/kv/now/a", "one")).AssertDone().Json;
        await Api.PutAsync("/v1/kv/other/a", "elsewhere");
        var deleted = (await Api.DeleteAsync("/v1/kv/now/a")).AssertDone().Json;
        await Api.PutAsync("/v1/kv/now/empty%0Akey", "");

        var events = await watch.ReadAsync(3);

        Assert.Equal(["put", "delete", "put"], events.Select(item => item.Kind));
        Assert.Equal(put.GetProperty("id").GetString(), events[0].Id);
        Assert.Equal(put.GetProperty("timestamp").GetInt64(), events[0].Data.GetProperty("timestamp").GetInt64());
        Assert.Equal(
            ("now/a", "one", "eu", 3, false),
            (events[0].Key, events[0].Value, events[0].Data.GetProperty("origin").GetString(), events[0].Data.GetProperty("size").GetInt32(), events[0].Data.GetProperty("deleted").GetBoolean()));
        Assert.Equal(deleted.GetProperty("id").GetString(), events[1].Data.GetProperty("id").GetString());
        Assert.True(events[1].Data.GetProperty("deleted").GetBoolean());
        Assert.Null(events[1].Value);
        Assert.Equal(("now/empty\nkey", ""), (events[2].Key, events[2].Value));
    }

    [Fact]
    public async Task Nothing_on_the_way_may_keep_the_stream_back()
    {
        await using var watch = await WatchReader.OpenAsync(Url);
        Assert.Equal("no-store", watch.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no", watch.Response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("eu", watch.Response.Headers.GetValues("Aevrion-Region").Single());
        Assert.Null(watch.Response.Content.Headers.ContentLength);
        (await Api.SendAsync(HttpMethod.Head, "/v1/watch", null)).AssertDone();
    }

    [Fact]
    public async Task A_watch_resumes_behind_the_last_event_id_also_in_the_midst_of_a_batch()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 1_200).Select(i => $$"""{"op":"put","key":"batch/{{i}}","text":"{{i}}"}"""));
        await using var first = await WatchReader.OpenAsync(Url, "?prefix=batch/");
        (await Api.PostAsync("/v1/batch", lines)).AssertDone();
        await Api.PutAsync("/v1/kv/batch/after", "v");
        var all = await first.ReadAsync(1_201);
        Assert.Equal(all.Count, all.Select(item => item.Id).Distinct().Count());

        foreach (var seen in (int[])[1, 2, 500, 777, 1_199, 1_200])
        {
            await using var resumed = await WatchReader.OpenAsync(Url, "?prefix=batch/&since=0", all[seen - 1].Id);
            Assert.Equal(all.Skip(seen).Select(item => item.Id), (await resumed.ReadAsync(all.Count - seen)).Select(item => item.Id));
        }
    }

    [Fact]
    public async Task A_watch_since_a_time_begins_with_the_commits_of_that_time()
    {
        await Api.PutAsync("/v1/kv/since/a", "v");
        await Api.PutAsync("/v1/kv/since/b", "v");

        await using var fromTheBeginning = await WatchReader.OpenAsync(Url, "?prefix=since/&since=0");
        Assert.Equal(["since/a", "since/b"], (await fromTheBeginning.ReadAsync(2)).Select(item => item.Key));
        await using var relative = await WatchReader.OpenAsync(Url, "?prefix=since/&since=10m%20ago");
        Assert.Equal("since/a", (await relative.ReadAsync())!.Key);
        await using var fromNow = await WatchReader.OpenAsync(Url, $"?prefix=since/&since={DateTimeOffset.UtcNow.AddMinutes(5):yyyy-MM-ddTHH:mm:ss}Z");
        await Api.PutAsync("/v1/kv/since/c", "v");
        Assert.Equal("since/c", (await fromNow.ReadAsync())!.Key);
    }

    [Fact]
    public async Task What_a_watch_cannot_resume_behind_is_gone()
    {
        var unknown = new string('a', 64);
        (await Api.GetAsync("/v1/watch", ("Last-Event-ID", unknown))).AssertProblem(410, "watch-too-old");
        (await Api.GetAsync("/v1/watch?since=0", ("Last-Event-ID", "17"))).AssertProblem(410, "watch-too-old");
        (await Api.GetAsync("/v1/watch?since=0&region=eu", ("Last-Event-ID", unknown))).AssertProblem(410, "watch-too-old");

        // An id of another region says nothing here: the time counts.
        await using var elsewhere = await WatchReader.OpenAsync(Url, "?since=0&region=us", unknown);
    }

    [Theory]
    [InlineData("?since=yesterday", "bad-parameter")]
    [InlineData("?since=-5", "timestamp-negative")]
    [InlineData("?sinse=5", "unknown-parameter")]
    [InlineData("?prefix=a&prefix=b", "bad-parameter")]
    public async Task A_malformed_watch_is_refused(string query, string problem) =>
        (await Api.GetAsync("/v1/watch" + query)).AssertProblem(400, problem);

    [Fact]
    public async Task A_prefix_longer_than_a_key_is_refused() =>
        (await Api.GetAsync("/v1/watch?prefix=" + new string('k', 1_025))).AssertProblem(400, "bad-parameter");

    [Fact]
    public async Task Values_of_any_size_come_whole()
    {
        await using var watch = await WatchReader.OpenAsync(Url, "?prefix=large/");
        var value = new string('ü', 512 * 1024);
        for (var i = 0; i < 40; i++)
            (await Api.PutAsync($"/v1/kv/large/{i}", Encoding.UTF8.GetBytes(value))).AssertDone();

        var events = await watch.ReadAsync(40);
        Assert.All(events, item => Assert.Equal(value, item.Value));

        // From the database now: more than the memory of recent changes holds.
        await using var resumed = await WatchReader.OpenAsync(Url, "?prefix=large/", events[0].Id);
        Assert.Equal(events.Skip(1).Select(item => item.Id), (await resumed.ReadAsync(39)).Select(item => item.Id));
    }

    [Fact]
    public async Task Watches_under_concurrent_writers_and_cut_at_random_miss_nothing_and_repeat_nothing()
    {
        const int Writers = 6;
        const int PutsAWriter = 150;
        await using var uncut = await WatchReader.OpenAsync(Url, "?prefix=race/");
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; i < PutsAWriter; i++)
                (await Api.PutAsync($"/v1/kv/race/{writer}/{i % 7}", $"{i}")).AssertDone();
        }));
        var start = await uncut.ReadAsync();
        var cut = Enumerable.Range(0, 3).Select(seed => ReadCutAtRandomAsync(seed, start!.Id!, (Writers * PutsAWriter) - 1)).ToList();
        var expected = (await uncut.ReadAsync((Writers * PutsAWriter) - 1)).ConvertAll(item => item.Id);
        await writing;

        foreach (var watcher in cut)
            Assert.Equal(expected, await watcher);
        Assert.Equal(expected.Count, expected.Distinct().Count());
    }

    private async Task<List<string?>> ReadCutAtRandomAsync(int seed, string lastId, int count)
    {
        var random = new Random(seed);
        var seen = new List<string?>();
        while (seen.Count < count)
        {
            await using var watch = await WatchReader.OpenAsync(Url, "?prefix=race/", lastId);
            for (var left = random.Next(1, 80); left > 0 && seen.Count < count; left--)
                seen.Add(lastId = (await watch.ReadAsync())!.Id!);
        }

        return seen;
    }
}
