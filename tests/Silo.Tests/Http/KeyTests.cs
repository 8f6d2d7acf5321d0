using System.Text;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/kv/{key}</c>, as the contract says.</summary>
public sealed class KeyTests(OneRegion region) : IClassFixture<OneRegion>
{
    private const int MaxValueBytes = 1024 * 1024;

    private readonly ApiClient _api = region.Api;
    private readonly string _key = $"/v1/kv/{Guid.NewGuid():n}";

    [Fact]
    public async Task A_put_answers_the_event_and_a_get_the_value_with_its_metadata()
    {
        var put = (await _api.PutAsync(_key, "hello")).AssertDone().Json;
        var get = (await _api.GetAsync(_key)).AssertDone();

        Assert.Equal(_key["/v1/kv/".Length..], put.GetProperty("key").GetString());
        Assert.Equal("hello", get.Text);
        Assert.Equal($"\"{put.GetProperty("id").GetString()}\"", get.Header("ETag"));
        Assert.Equal($"{put.GetProperty("timestamp").GetInt64()}", get.Header("Aevrion-Timestamp"));
        Assert.Equal("eu", get.Header("Aevrion-Origin"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(MaxValueBytes)]
    public async Task A_value_of_any_allowed_size_comes_back_as_it_was(int size)
    {
        var value = new byte[size];
        new Random(size).NextBytes(value);
        (await _api.PutAsync(_key, value)).AssertDone();
        Assert.Equal(value, (await _api.GetAsync(_key)).AssertDone().Body);
    }

    [Fact]
    public async Task A_value_sent_in_chunks_comes_back_whole()
    {
        var value = new byte[300_000];
        new Random(1).NextBytes(value);
        (await _api.SendAsync(HttpMethod.Put, _key, new StreamContent(new UnknownLengthStream(value)))).AssertDone();
        Assert.Equal(value, (await _api.GetAsync(_key)).AssertDone().Body);
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a//b/", "a//b/")]
    [InlineData("../status", "../status")]
    [InlineData("x/./y/%2E%2E", "x/./y/..")]
    [InlineData("%25%20+%3F%23", "% +?#")]
    [InlineData("%E2%82%AC", "€")]
    [InlineData("%F0%9F%8C%8D", "🌍")]
    [InlineData("key", "key")]
    [InlineData("%20", " ")]
    public async Task The_rest_of_the_path_is_the_key_byte_for_byte(string path, string key)
    {
        var answer = (await _api.PutAsync($"/v1/kv/{path}", key)).AssertDone();
        Assert.Equal(key, answer.Json.GetProperty("key").GetString());
        Assert.Equal(key, (await _api.GetAsync($"/v1/kv/{path}")).AssertDone().Text);
    }

    [Fact]
    public async Task The_longest_key_is_taken_however_it_is_encoded()
    {
        var key = string.Concat(Enumerable.Repeat("%E2%82%AC", 341)) + "x";
        (await _api.PutAsync($"/v1/kv/{key}", "long")).AssertDone();
        Assert.Equal("long", (await _api.GetAsync($"/v1/kv/{key}")).AssertDone().Text);
    }

    [Fact]
    public async Task A_deleted_key_is_not_found_and_can_be_written_again()
    {
        (await _api.PutAsync(_key, "1")).AssertDone();
        (await _api.DeleteAsync(_key)).AssertDone();
        (await _api.GetAsync(_key)).AssertProblem(404, "key-not-found");
        (await _api.PutAsync(_key, "2")).AssertDone();
        Assert.Equal("2", (await _api.GetAsync(_key)).AssertDone().Text);
    }

    [Fact]
    public async Task A_key_never_written_is_not_found() => (await _api.GetAsync(_key)).AssertProblem(404, "key-not-found");

    [Fact]
    public async Task Each_write_is_dated_after_the_one_before()
    {
        var last = 0L;
        for (var i = 0; i < 20; i++)
        {
            var timestamp = (await _api.PutAsync(_key, $"{i}")).AssertDone().Json.GetProperty("timestamp").GetInt64();
            Assert.True(timestamp > last);
            last = timestamp;
        }
    }

    [Fact]
    public async Task An_earlier_version_is_read_by_its_time()
    {
        var first = (await _api.PutAsync(_key, "1")).AssertDone().Json.GetProperty("timestamp").GetInt64();
        var second = (await _api.DeleteAsync(_key)).AssertDone().Json.GetProperty("timestamp").GetInt64();
        (await _api.PutAsync(_key, "3")).AssertDone();

        Assert.Equal("1", (await _api.GetAsync($"{_key}?at={first}")).AssertDone().Text);
        (await _api.GetAsync($"{_key}?at={second}")).AssertProblem(404, "key-not-found");
        (await _api.GetAsync($"{_key}?at={first - 1}")).AssertProblem(404, "key-not-found");
        (await _api.GetAsync($"{_key}?at=1h%20ago")).AssertProblem(404, "key-not-found");
        Assert.Equal("3", (await _api.GetAsync($"{_key}?at=2999-01-31T12:00:00Z")).AssertDone().Text);
    }

    [Fact]
    public async Task Of_many_conditional_writes_at_once_one_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _api.PutAsync(_key, $"{i}", ("If-None-Match", "*"))));
        var done = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != done), answer => answer.AssertProblem(412, "precondition-failed"));
    }

    [Fact]
    public async Task A_write_that_names_the_latest_version_replaces_it_and_one_that_names_another_does_not()
    {
        var first = (await _api.PutAsync(_key, "1")).AssertDone().Json.GetProperty("id").GetString();
        var second = (await _api.PutAsync(_key, "2", ("If-Match", $"\"{first}\""))).AssertDone().Json.GetProperty("id").GetString();

        var refused = (await _api.PutAsync(_key, "3", ("If-Match", $"\"{first}\""))).AssertProblem(412, "precondition-failed");
        Assert.Equal(second, refused.Json.GetProperty("id").GetString());
        (await _api.DeleteAsync(_key, ("If-Match", $"\"{first}\""))).AssertProblem(412, "precondition-failed");
        Assert.Equal("2", (await _api.GetAsync(_key)).AssertDone().Text);
        (await _api.DeleteAsync(_key, ("If-Match", $"\"{second}\""))).AssertDone();
        (await _api.PutAsync(_key, "4", ("If-Match", $"\"{second}\""))).AssertProblem(412, "precondition-failed");
    }

    [Fact]
    public async Task A_get_of_what_the_client_has_already_answers_not_modified()
    {
        (await _api.PutAsync(_key, "1")).AssertDone();
        var tag = (await _api.GetAsync(_key)).Header("ETag")!;

        var unchanged = await _api.GetAsync(_key, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal(304, unchanged.Status);
        Assert.Empty(unchanged.Body);
        Assert.Equal(tag, unchanged.Header("ETag"));
        (await _api.PutAsync(_key, "2")).AssertDone();
        Assert.Equal("2", (await _api.GetAsync(_key, ("If-None-Match", tag))).AssertDone().Text);
    }

    [Fact]
    public async Task A_head_request_tells_about_the_value_without_it()
    {
        (await _api.PutAsync(_key, "hello")).AssertDone();
        var head = (await _api.SendAsync(HttpMethod.Head, _key, null)).AssertDone();
        Assert.Empty(head.Body);
        Assert.Equal("5", head.Header("Content-Length"));
    }

    [Fact]
    public async Task The_id_is_the_hash_that_the_documentation_defines()
    {
        var put = (await _api.PutAsync($"{_key}%C3%A9", "value")).AssertDone().Json;
        var key = Encoding.UTF8.GetBytes(put.GetProperty("key").GetString()!);
        byte[] framed =
        [
            .. BitConverter.GetBytes((uint)key.Length), .. key,
            1,
            .. BitConverter.GetBytes(5u), .. "value"u8,
            .. BitConverter.GetBytes(put.GetProperty("timestamp").GetInt64()),
        ];
        Assert.Equal(await B3sum.HashAsync(framed), put.GetProperty("id").GetString());
    }
}
