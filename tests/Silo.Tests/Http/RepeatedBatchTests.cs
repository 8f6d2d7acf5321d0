using Aevrion.Silo.Tests.Hosting;
using Npgsql;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>Idempotency-Key</c> on <c>/v1/batch</c>.</summary>
public sealed class RepeatedBatchTests(OneRegion region) : IClassFixture<OneRegion>
{
    private readonly ApiClient _api = region.Api;
    private readonly string _name = $"{Guid.NewGuid():n}";

    private string Lines => string.Join('\n', Enumerable.Range(0, 50).Select(i => $$"""{"op":"put","key":"{{_name}}/{{i}}","text":"{{i}}"}"""));

    [Fact]
    public async Task A_batch_that_is_sent_again_is_answered_the_same_and_not_applied_again()
    {
        var first = (await SendAsync(_name, Lines)).AssertDone();
        (await _api.PutAsync($"/v1/kv/{_name}/7", "later")).AssertDone();
        var count = await _api.CountAsync();

        var second = (await SendAsync(_name, Lines)).AssertDone();

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(count, await _api.CountAsync());
        Assert.Equal("later", (await _api.GetAsync($"/v1/kv/{_name}/7")).AssertDone().Text);
    }

    [Fact]
    public async Task Without_a_key_or_with_another_it_is_another_batch()
    {
        var first = (await SendAsync(_name, Lines)).AssertDone();
        Assert.NotEqual(first.Text, (await _api.PostAsync("/v1/batch", Lines)).AssertDone().Text);
        Assert.NotEqual(first.Text, (await SendAsync(_name + "~", Lines)).AssertDone().Text);
    }

    [Fact]
    public async Task The_same_key_with_another_content_is_refused()
    {
        (await SendAsync(_name, Lines)).AssertDone();
        var count = await _api.CountAsync();
        (await SendAsync(_name, Lines + "\n")).AssertProblem(422, "idempotency-key-reused");
        Assert.Equal(count, await _api.CountAsync());
    }

    [Fact]
    public async Task An_import_is_answered_again_with_what_was_new_the_first_time()
    {
        var lines = $$"""
            {"op":"put","key":"{{_name}}/a","text":"1","timestamp":1000}
            {"op":"put","key":"{{_name}}/b","text":"2","timestamp":2000}
            {"op":"delete","key":"{{_name}}/c"}
            """;
        (await _api.PostAsync("/v1/batch", lines.Split('\n')[1])).AssertDone();
        var first = (await SendAsync(_name, lines)).AssertDone();
        Assert.Equal(
            [true, false, true],
            first.Json.GetProperty("results").EnumerateArray().Select(line => line.GetProperty("added").GetBoolean()));
        Assert.Equal(first.Text, (await SendAsync(_name, lines)).AssertDone().Text);
    }

    [Fact]
    public async Task Of_duplicates_at_the_same_time_one_is_applied_and_all_are_answered_the_same()
    {
        var count = await _api.CountAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(_name, Lines)));
        Assert.Single(answers.Select(answer => answer.AssertDone().Text).Distinct());
        Assert.Equal(count + 50, await _api.CountAsync());
    }

    [Fact]
    public async Task A_batch_that_is_refused_keeps_nothing_under_its_key()
    {
        (await SendAsync(_name, """{"op":"put"}""")).AssertProblem(400, "bad-line");
        (await SendAsync(_name, Lines)).AssertDone();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    public async Task A_key_is_visible_ascii(string key) => (await SendAsync(key, Lines)).AssertProblem(400, "bad-idempotency-key");

    [Fact]
    public async Task A_key_has_128_characters_at_most()
    {
        var longest = _name.PadRight(128, '~');
        (await SendAsync(longest, Lines)).AssertDone();
        (await SendAsync(longest + "~", Lines)).AssertProblem(400, "bad-idempotency-key");
    }

    [Fact]
    public async Task The_answer_is_in_the_database_in_few_bytes()
    {
        (await SendAsync(_name, Lines)).AssertDone();
        await using var connection = new NpgsqlConnection(region.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select octet_length(timestamps) from aevrion.batch_answer where key = $1", connection)
        {
            Parameters = { new() { Value = _name } },
        };
        Assert.InRange((int)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, 50, 120);
    }

    private Task<ApiAnswer> SendAsync(string key, string lines) =>
        _api.SendAsync(HttpMethod.Post, "/v1/batch", new StringContent(lines), ("Idempotency-Key", key));
}
