using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Access;

/// <summary>A token that is limited to some keys sees what a region would show that holds no others.</summary>
public sealed class PrefixTests(AccessRegion region) : IClassFixture<AccessRegion>
{
    private const string Two = """{"scopes":["read","write","import"],"prefixes":["p/b/","p/d/","p/d/more"]}""";

    [Fact]
    public async Task Pages_of_keys_go_through_all_permitted_parts_and_name_no_other_key()
    {
        await FillAsync();
        var (_, token) = await region.CreateAsync(Two);
        Assert.Equal(["p/b/1", "p/b/2", "p/b/3", "p/d/1", "p/d/2", "p/d/3"], await KeysAsync("/v1/kv?prefix=p/", "entries", token));
        Assert.Equal(["p/d/1", "p/d/2", "p/d/3"], await KeysAsync("/v1/kv?prefix=p/&after=p/c/2", "entries", token, "first"));
        Assert.Equal([], await KeysAsync("/v1/kv?prefix=p/c", "entries", token));
        Assert.Equal(["p/d/2"], await KeysAsync("/v1/kv?prefix=p/d/2", "entries", token));
        Assert.Equal(12, (await KeysAsync("/v1/kv?prefix=p/", "entries", region.Admin)).Count);
    }

    [Fact]
    public async Task Pages_of_the_log_tell_nothing_of_other_events_not_even_in_their_cursors()
    {
        await FillAsync();
        var (_, token) = await region.CreateAsync(Two);
        var first = (await region.GetAsync("/v1/history?prefix=p/&limit=1", token)).AssertDone();
        var cursor = first.Json.GetProperty("next").GetString()!;
        Assert.DoesNotContain(",", cursor, StringComparison.Ordinal);
        Assert.Equal(["p/b/1", "p/b/2", "p/b/3", "p/d/1", "p/d/2", "p/d/3"], (await KeysAsync("/v1/history?prefix=p/", "events", token)).Order(StringComparer.Ordinal));

        var (_, other) = await region.CreateAsync(Two);
        (await region.GetAsync($"/v1/history?after={cursor}", other)).AssertProblem(400, "bad-parameter");
        (await region.GetAsync($"/v1/history?after={cursor[..^1]}", token)).AssertProblem(400, "bad-parameter");
        (await region.GetAsync("/v1/history?after=1,0000000000000000000000000000000000000000000000000000000000000000", token)).AssertProblem(400, "bad-parameter");
    }

    [Fact]
    public async Task The_digest_is_that_of_a_region_that_holds_the_permitted_keys_only()
    {
        const string Shown = """{"op":"put","key":"t/yes/1","text":"a","timestamp":1600000000000}""" + "\n" + """{"op":"delete","key":"t/yes/2","timestamp":1600000100000}""";
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var alone = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        (await alone.Api.PostAsync("/v1/batch", Shown)).AssertDone();
        (await region.SendAsync(HttpMethod.Post, "/v1/batch", Shown + "\n" + """{"op":"put","key":"t/no","text":"b","timestamp":1600000000001}""", region.Admin)).AssertDone();

        var (_, token) = await region.CreateAsync("""{"scopes":["read"],"prefixes":["t/yes/"]}""");
        foreach (var path in (string[])["/v1/tree/0/1600000000", "/v1/tree/1/50000000", "/v1/tree/4/1525"])
        {
            var expected = (await alone.Api.GetAsync(path)).AssertDone().Text;
            Assert.Equal(expected, (await region.GetAsync(path, token)).AssertDone().Text);
        }

        var tree = (await region.GetAsync("/v1/tree", token)).AssertDone().Json;
        Assert.Equal(2, tree.GetProperty("count").GetInt64());
        Assert.All(tree.GetProperty("nodes").EnumerateArray(), node => Assert.True(node.GetProperty("count").GetInt64() > 0));
    }

    [Fact]
    public async Task A_watch_tells_permitted_changes_and_no_id_of_another_event()
    {
        var (_, token) = await region.CreateAsync("""{"scopes":["read"],"prefixes":["w/yes/"]}""");
        var hidden = (await PutAsync("w/no/1")).GetProperty("id").GetString()!;
        await using var watch = await WatchReader.OpenAsync(region.Silo.Url, token: token);
        await PutAsync("w/no/2");
        await PutAsync("w/yes/1");
        var told = await watch.ReadAsync();
        Assert.Equal("w/yes/1", told!.Data.GetProperty("key").GetString());
        Assert.DoesNotContain(watch.Comments, comment => comment.Contains("resume=", StringComparison.Ordinal));

        (await ResumeAsync(hidden, token)).AssertProblem(410, "watch-too-old");
        (await ResumeAsync("00" + hidden[2..], token)).AssertProblem(410, "watch-too-old");
        await PutAsync("w/no/3");
        await PutAsync("w/yes/2");
        await using var resumed = await WatchReader.OpenAsync(region.Silo.Url, lastEventId: told.Id, token: token);
        Assert.Equal("w/yes/2", (await resumed.ReadAsync())!.Data.GetProperty("key").GetString());
    }

    [Fact]
    public async Task Lines_of_a_batch_need_the_scope_for_their_kind_and_permitted_keys_or_nothing_is_written()
    {
        var (_, writer) = await region.CreateAsync("""{"scopes":["write"],"prefixes":["b/"]}""");
        var (_, importer) = await region.CreateAsync("""{"scopes":["import"],"prefixes":["b/"]}""");
        const string Plain = """{"op":"put","key":"b/1","text":"v"}""";
        const string Dated = """{"op":"put","key":"b/2","text":"v","timestamp":1600000000000}""";
        var before = await region.EffectsAsync();
        var refused = (await BatchAsync($"{Plain}\n\n{Dated}", writer)).AssertProblem(403, "forbidden");
        Assert.Equal(3, refused.Json.GetProperty("line").GetInt32());
        (await BatchAsync($"{Dated}\n{Plain}", importer)).AssertProblem(403, "forbidden");
        (await BatchAsync($$"""{{Plain}}{{"\n"}}{"op":"delete","key":"c/1"}""", writer)).AssertProblem(403, "forbidden");
        Assert.Equal(before, await region.EffectsAsync());
        (await BatchAsync(Plain, writer)).AssertDone();
        (await BatchAsync(Dated, importer)).AssertDone();
    }

    [Fact]
    public async Task A_conditional_write_to_another_key_is_refused_alike_whether_it_is_there_or_not()
    {
        var there = await region.Api.PutAsync("/v1/kv/shut/a", "x", ("Authorization", $"Bearer {region.Limited}"), ("If-None-Match", "*"));
        var absent = await region.Api.PutAsync("/v1/kv/shut/never", "x", ("Authorization", $"Bearer {region.Limited}"), ("If-None-Match", "*"));
        there.AssertProblem(403, "forbidden");
        Assert.Equal(there.Text, absent.Text);
        Assert.Equal(
            (await region.GetAsync("/v1/kv/shut/a?at=1", region.Limited)).Text, (await region.GetAsync("/v1/kv/shut/never?at=1", region.Limited)).Text);
    }

    private async Task FillAsync()
    {
        var lines = from part in (string[])["a", "b", "c", "d"] from number in Enumerable.Range(1, 3) select $$"""{"op":"put","key":"p/{{part}}/{{number}}","text":"v","timestamp":{{1500000000000 + (number * 10)}}}""";
        (await BatchAsync(string.Join('\n', lines), region.Admin)).AssertDone();
    }

    private async Task<List<string>> KeysAsync(string path, string list, string token, string after = "")
    {
        var keys = new List<string>();
        var next = "";
        do
        {
            var page = (await region.GetAsync($"{path}&limit=2{next}", token)).AssertDone().Json;
            keys.AddRange(page.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty("key").GetString()!));
            if (!page.TryGetProperty("next", out var cursor) || cursor.ValueKind == JsonValueKind.Null)
                return keys;
            next = $"&after={cursor.GetString()}";
            path = after.Length == 0 ? path : path[..path.IndexOf("&after", StringComparison.Ordinal)];
            after = "";
        }
        while (true);
    }

    private Task<ApiAnswer> BatchAsync(string body, string token) => region.SendAsync(HttpMethod.Post, "/v1/batch", body, token);

    private Task<ApiAnswer> ResumeAsync(string id, string token) =>
        region.Api.GetAsync("/v1/watch", ("Authorization", $"Bearer {token}"), ("Last-Event-ID", id));

    private async Task<JsonElement> PutAsync(string key) =>
        (await region.SendAsync(HttpMethod.Put, $"/v1/kv/{key}", "v", region.Admin)).AssertDone().Json;
}
