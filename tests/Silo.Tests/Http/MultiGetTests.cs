using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>POST /v1/get</c>, as the documentation says.</summary>
public sealed class MultiGetTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;

    [Fact]
    public async Task Keys_are_answered_in_the_order_asked()
    {
        var written = (await _api.PutAsync("/v1/kv/many/hot", "h")).AssertDone().Json;
        await ImportAsync(("many/cold", "c", 1_000));
        await _api.PutAsync("/v1/kv/many/gone", "x");
        await _api.DeleteAsync("/v1/kv/many/gone");

        var entries = await EntriesAsync("""{"keys":["many/cold","many/absent","many/hot","many/gone","many/cold"]}""");

        Assert.Equal([true, false, true, false, true], entries.Select(entry => entry.GetProperty("found").GetBoolean()));
        Assert.Equal(["many/cold", "many/absent", "many/hot", "many/gone", "many/cold"], entries.Select(entry => entry.GetProperty("key").GetString()));
        Assert.Equal(2, entries[1].EnumerateObject().Count());
        Assert.Equal("h"u8.ToArray(), entries[2].GetProperty("value").GetBytesFromBase64());
        Assert.Equal(1, entries[2].GetProperty("size").GetInt32());
        Assert.Equal("eu", entries[2].GetProperty("origin").GetString());
        Assert.Equal(written.GetProperty("id").GetString(), entries[2].GetProperty("id").GetString());
        Assert.Equal(written.GetProperty("timestamp").GetInt64(), entries[2].GetProperty("timestamp").GetInt64());
    }

    [Theory]
    [InlineData("1500", "first")]
    [InlineData("\"1500\"", "first")]
    [InlineData("\"1970-01-01T00:00:01.5Z\"", "first")]
    [InlineData("\"5m ago\"", "second")]
    [InlineData("null", "second")]
    public async Task A_time_may_be_given_as_for_a_single_key(string at, string expected)
    {
        await ImportAsync(("many/past", "first", 1_000), ("many/past", "second", 2_000));

        var entry = Assert.Single(await EntriesAsync($$"""{"at":{{at}},"keys":["many/past"]}"""));

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(entry.GetProperty("value").GetBytesFromBase64()));
    }

    [Fact]
    public async Task A_converged_reading_tells_its_time()
    {
        await ImportAsync(("many/all", "old", 1_000));

        var answer = (await _api.PostAsync("/v1/get", """{"keys":["many/all"],"at":"converged"}""")).AssertDone();

        var time = long.Parse(answer.Header("Aevrion-Converged")!);
        Assert.Equal(time >= 1_000, answer.Json.GetProperty("entries")[0].GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task An_answer_ends_when_its_values_are_large_and_tells_where_to_go_on()
    {
        var value = new byte[1024 * 1024];
        for (var i = 0; i < 18; i++)
            (await _api.PutAsync($"/v1/kv/many/large{i}", value)).AssertDone();
        var keys = string.Join(',', Enumerable.Range(0, 18).Select(i => $"\"many/large{i}\""));

        var answer = (await _api.PostAsync("/v1/get", $$"""{"keys":[{{keys}}]}""")).AssertDone().Json;

        Assert.Equal(17, answer.GetProperty("next").GetInt32());
        Assert.Equal(17, answer.GetProperty("entries").GetArrayLength());
    }

    [Theory]
    [InlineData("", 400, "bad-body")]
    [InlineData("[]", 400, "bad-body")]
    [InlineData("{}", 400, "bad-body")]
    [InlineData("""{"keys":[]}""", 400, "bad-body")]
    [InlineData("""{"keys":"a"}""", 400, "bad-body")]
    [InlineData("""{"keys":["a",1]}""", 400, "bad-body")]
    [InlineData("""{"keys":["a"],"att":1}""", 400, "bad-body")]
    [InlineData("""{"keys":["a"],"keys":["b"]}""", 400, "bad-body")]
    [InlineData("""{"keys":["a"]} x""", 400, "bad-body")]
    [InlineData("""{"keys":["a"],"at":1.5}""", 400, "bad-body")]
    [InlineData("""{"keys":["a"],"at":"soon"}""", 400, "bad-parameter")]
    [InlineData("""{"keys":["a"],"at":-1}""", 400, "timestamp-negative")]
    [InlineData("""{"keys":[""]}""", 400, "key-empty")]
    [InlineData("""{"keys":["a\u0000"]}""", 400, "key-has-nul")]
    [InlineData("""{"keys":["\ud800"]}""", 400, "key-not-utf8")]
    public async Task What_cannot_be_read_is_refused(string body, int status, string problem) =>
        (await _api.PostAsync("/v1/get", body)).AssertProblem(status, problem);

    [Fact]
    public async Task Too_much_at_once_is_refused()
    {
        var keys = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"\"{i}\""));
        (await _api.PostAsync("/v1/get", $$"""{"keys":[{{keys}}]}""")).AssertProblem(413, "body-too-large");
        (await _api.PostAsync("/v1/get", new string(' ', (8 * 1024 * 1024) + 1))).AssertProblem(413, "body-too-large");
        (await _api.PostAsync("/v1/get?at=1", """{"keys":["a"]}""")).AssertProblem(400, "unknown-parameter");
        (await _api.GetAsync("/v1/get")).AssertProblem(405, "method-not-allowed");
    }

    private async Task<List<JsonElement>> EntriesAsync(string body)
    {
        var answer = (await _api.PostAsync("/v1/get", body)).AssertDone().Json;
        Assert.False(answer.TryGetProperty("next", out _));
        return [.. answer.GetProperty("entries").EnumerateArray()];
    }

    private async Task ImportAsync(params (string Key, string Text, long Timestamp)[] lines) =>
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines.Select(line =>
            $$"""{"op":"put","key":"{{line.Key}}","text":"{{line.Text}}","timestamp":{{line.Timestamp}}}""")))).AssertDone();
}
