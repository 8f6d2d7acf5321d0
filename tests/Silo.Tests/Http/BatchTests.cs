using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/batch</c>, as the contract says.</summary>
public sealed class BatchTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}";

    [Fact]
    public async Task A_batch_writes_every_line_and_answers_them_in_order()
    {
        var answer = (await _api.PostAsync(
            "/v1/batch",
            $$"""
            {"op":"put","key":"{{_name}}/a","text":"text \u20ac"}
            {"key":"{{_name}}/b","value":"AAEC/w==","op":"put","timestamp":1000}

            {"op":"delete","key":"{{_name}}/c"}
            """)).AssertDone().Json.GetProperty("results");

        Assert.Equal([$"{_name}/a", $"{_name}/b", $"{_name}/c"], answer.EnumerateArray().Select(line => line.GetProperty("key").GetString()!));
        Assert.All(answer.EnumerateArray(), line => Assert.True(line.GetProperty("added").GetBoolean()));
        Assert.Equal(1000, answer[1].GetProperty("timestamp").GetInt64());
        Assert.Equal("text €", (await _api.GetAsync($"/v1/kv/{_name}/a")).AssertDone().Text);
        Assert.Equal([0, 1, 2, 255], (await _api.GetAsync($"/v1/kv/{_name}/b")).AssertDone().Body);
        (await _api.GetAsync($"/v1/kv/{_name}/c")).AssertProblem(404, "key-not-found");
    }

    [Fact]
    public async Task The_same_import_again_adds_nothing()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 100).Select(i =>
            $$"""{"op":"put","key":"{{_name}}/{{i}}","text":"{{i}}","timestamp":{{i}}}"""));
        var first = (await _api.PostAsync("/v1/batch", lines)).AssertDone().Json.GetProperty("results");
        var count = await _api.CountAsync();
        var second = (await _api.PostAsync("/v1/batch", lines)).AssertDone().Json.GetProperty("results");

        Assert.All(first.EnumerateArray(), line => Assert.True(line.GetProperty("added").GetBoolean()));
        Assert.All(second.EnumerateArray(), line => Assert.False(line.GetProperty("added").GetBoolean()));
        Assert.Equal(count, await _api.CountAsync());
    }

    [Fact]
    public async Task Lines_that_say_the_same_become_one_event()
    {
        var line = $$"""{"op":"put","key":"{{_name}}","text":"same","timestamp":5}""";
        var results = (await _api.PostAsync("/v1/batch", $"{line}\n{line}\n")).AssertDone().Json.GetProperty("results");
        Assert.Equal(2, results.GetArrayLength());
        Assert.Equal([true, false], results.EnumerateArray().Select(result => result.GetProperty("added").GetBoolean()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\t\n")]
    [InlineData("\uFEFF")]
    public async Task A_batch_without_lines_answers_no_results(string body) =>
        Assert.Equal(0, (await _api.PostAsync("/v1/batch", body)).AssertDone().Json.GetProperty("results").GetArrayLength());

    [Fact]
    public async Task Local_writes_in_a_batch_win_over_what_the_region_has_seen()
    {
        var seen = (await _api.PutAsync($"/v1/kv/{_name}", "before")).AssertDone().Json.GetProperty("timestamp").GetInt64();
        var body = $$"""
            {"op":"put","key":"{{_name}}","text":"first"}
            {"op":"put","key":"{{_name}}","text":"second"}
            """;
        var results = (await _api.PostAsync("/v1/batch", body)).AssertDone().Json.GetProperty("results");
        Assert.True(results[0].GetProperty("timestamp").GetInt64() > seen);
        Assert.True(results[1].GetProperty("timestamp").GetInt64() > results[0].GetProperty("timestamp").GetInt64());
        Assert.Equal("second", (await _api.GetAsync($"/v1/kv/{_name}")).AssertDone().Text);
    }

    [Fact]
    public async Task An_event_from_elsewhere_keeps_its_origin_and_parents()
    {
        var parent = new string('a', 64);
        var body = $$"""
            {"op":"put","key":"{{_name}}","text":"v","timestamp":1,"origin":"ap-south","parents":["{{parent}}"]}
            {"op":"delete","key":"{{_name}}","timestamp":2,"origin":null,"parents":[]}
            """;
        (await _api.PostAsync("/v1/batch", body)).AssertDone();
        var events = (await _api.GetAsync($"/v1/history?prefix={_name}")).AssertDone().Json.GetProperty("events");
        Assert.Equal(["ap-south", "eu"], events.EnumerateArray().Select(item => item.GetProperty("origin").GetString()));
        Assert.Equal(parent, Assert.Single(events[0].GetProperty("parents").EnumerateArray()).GetString());
        Assert.Empty(events[1].GetProperty("parents").EnumerateArray());
    }

    [Fact]
    public async Task The_largest_batch_is_taken()
    {
        var lines = Enumerable.Range(0, 10_000).Select(i => $$"""{"op":"put","key":"{{_name}}/{{i}}","text":"{{i}}","timestamp":{{i}}}""");
        var results = (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone().Json.GetProperty("results");
        Assert.Equal(10_000, results.GetArrayLength());
        Assert.Equal("9999", (await _api.GetAsync($"/v1/kv/{_name}/9999")).AssertDone().Text);
    }
}
