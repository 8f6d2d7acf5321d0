using System.Text;

namespace Aevrion.Client.Tests.Cli;

public sealed class KeyCommandTests : CliTestClass
{
    [Fact]
    public async Task Put_then_get_then_delete_then_get()
    {
        var put = await RunAsync("put", "user:123", "Alice");
        Assert.Equal((0, ""), (put.ExitCode, put.Error));
        Assert.StartsWith("put user:123 at 2", put.Output, StringComparison.Ordinal);

        Assert.Equal("Alice", (await RunAsync("get", "user:123")).Output);
        Assert.Equal(0, (await RunAsync("delete", "user:123")).ExitCode);

        var gone = await RunAsync("get", "user:123");
        Assert.Equal((1, ""), (gone.ExitCode, gone.Output));
        Assert.Equal("aevrion: There is no key 'user:123'.", gone.ErrorLine);
    }

    [Fact]
    public async Task Get_at_the_converged_time_reads_what_is_everywhere()
    {
        Region.Store.Add("key", "everywhere"u8.ToArray(), 1_000);
        Region.Store.Add("key", "here"u8.ToArray(), 2_000);
        var refused = await RunAsync("get", "key", "--at", "converged");
        Assert.Equal((3, "aevrion: Nothing was heard of region 'us' yet."), (refused.ExitCode, refused.ErrorLine));

        Region.ConvergedAt = 1_999;
        Assert.Equal("everywhere", (await RunAsync("get", "key", "--at", "converged")).Output);
        Assert.Equal(1_999, (await RunJsonAsync("get", "key", "--at", "converged")).GetProperty("convergedAt").GetInt64());
        Assert.Equal("aevrion: There is no key 'absent' up to the time at which all regions are equal.",
            (await RunAsync("get", "absent", "--at", "converged")).ErrorLine);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("--flag")]
    [InlineData("@file")]
    [InlineData("[diagram]")]
    [InlineData("")]
    [InlineData(" spaced  out ")]
    [InlineData("ünï 😀 \"'$`\\")]
    public async Task A_value_is_taken_as_it_stands_after_two_dashes(string value)
    {
        var put = await RunAsync("put", "--", "key", value);

        Assert.Equal((0, ""), (put.ExitCode, put.Error));
        Assert.Equal(value, (await RunAsync("get", "key")).Output);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("@file")]
    [InlineData("[diagram]")]
    public async Task A_value_that_looks_special_needs_no_dashes_before_it(string value)
    {
        Assert.Equal(0, (await RunAsync("put", "key", value)).ExitCode);

        Assert.Equal(value, (await RunAsync("get", "key")).Output);
    }

    [Theory]
    [InlineData("../up/./..//%2F?#é")]
    [InlineData("@key")]
    [InlineData("-")]
    public async Task An_odd_key_names_its_own_value(string key)
    {
        Assert.Equal(0, (await RunAsync("put", "--", key, "odd")).ExitCode);

        Assert.Equal("odd", (await RunAsync("get", "--", key)).Output);
        Assert.NotNull(Region.Store.Latest(key));
    }

    [Theory]
    [InlineData("put", "binary", "-")]
    [InlineData("put", "binary")]
    public async Task The_bytes_of_standard_input_come_back_as_they_were(params string[] arguments)
    {
        byte[] bytes = [0, 255, 13, 10, 0xC3, 10];

        var put = await CliProcess.RunAsync(Region.Url, bytes, arguments);

        Assert.Equal((0, ""), (put.ExitCode, put.Error));
        Assert.Equal(bytes, (await RunAsync("get", "binary")).OutputBytes);
    }

    [Fact]
    public async Task Standard_input_may_be_a_mebibyte_and_no_more()
    {
        var largest = new byte[AevrionLimits.MaxValueBytes];

        Assert.Equal(0, (await CliProcess.RunAsync(Region.Url, largest, "put", "large", "-")).ExitCode);
        var refused = await CliProcess.RunAsync(Region.Url, [.. largest, 0], "put", "larger", "-");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("too large", refused.ErrorLine, StringComparison.Ordinal);
        Assert.Null(Region.Store.Latest("larger"));
    }

    [Fact]
    public async Task Json_of_put_and_delete_is_the_event()
    {
        var put = await RunJsonAsync("put", "k\"é", "v");
        Assert.Equal("k\"é", put.GetProperty("key").GetString());
        Assert.Equal(64, put.GetProperty("id").GetString()!.Length);

        var deleted = await RunJsonAsync("delete", "k\"é");
        Assert.True(deleted.GetProperty("timestamp").GetInt64() > put.GetProperty("timestamp").GetInt64());
    }

    [Fact]
    public async Task Json_of_get_has_the_value_in_base64_and_as_text_where_it_is_text()
    {
        Region.Store.Add("text", "hé"u8.ToArray(), 5);
        Region.Store.Add("bytes", [0xFF], 6);

        var text = await RunJsonAsync("get", "text");
        var bytes = await RunJsonAsync("get", "bytes");

        Assert.Equal("hé", text.GetProperty("text").GetString());
        Assert.Equal("hé"u8.ToArray(), text.GetProperty("value").GetBytesFromBase64());
        Assert.Equal(5, text.GetProperty("timestamp").GetInt64());
        Assert.Equal("eu", text.GetProperty("origin").GetString());
        Assert.Equal(3, text.GetProperty("size").GetInt32());
        Assert.Equal([0xFF], bytes.GetProperty("value").GetBytesFromBase64());
        Assert.False(bytes.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Several_keys_are_listed_and_those_that_are_not_there_are_told()
    {
        Region.Store.Add("a", "first"u8.ToArray(), 5);
        Region.Store.Add("b", [0xFF, 0xFE], 6);

        var both = await RunAsync("get", "a", "b");
        Assert.Equal((0, ""), (both.ExitCode, both.Error));
        Assert.Contains("first", both.Output, StringComparison.Ordinal);
        Assert.Contains("(2 bytes)", both.Output, StringComparison.Ordinal);

        var one = await RunAsync("get", "a", "absent");
        Assert.Equal((1, "aevrion: 1 of the 2 keys are not there."), (one.ExitCode, one.ErrorLine));
        Assert.Contains("first", one.Output, StringComparison.Ordinal);

        var json = await RunJsonAsync("get", "b", "a");
        Assert.Equal(["b", "a"], json.EnumerateArray().Select(lookup => lookup.GetProperty("key").GetString()));
        Assert.Equal("first", json[1].GetProperty("entry").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Get_at_a_time_reads_what_stood_then()
    {
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        Region.Store.Add("key", "2000"u8.ToArray(), DateTimeOffset.Parse("2000-01-01T00:00:00Z").ToUnixTimeMilliseconds());
        Region.Store.Add("key", "hour ago"u8.ToArray(), hourAgo);

        Assert.Equal("hour ago", (await RunAsync("get", "key", "--at", "5m ago")).Output);
        Assert.Equal("2000", (await RunAsync("get", "key", "--at", "2h ago")).Output);
        Assert.Equal("2000", (await RunAsync("get", "key", "--at", "2000-01-01T01:00+01:00")).Output);
        Assert.Equal("hour ago", (await RunAsync("get", "key", "--at", $"{hourAgo}")).Output);

        var before = await RunAsync("get", "key", "--at", "1999-12-31");
        Assert.Equal(1, before.ExitCode);
        Assert.Equal("aevrion: There is no key 'key' at 1999-12-31T00:00:00.000Z.", before.ErrorLine);
    }

    [Fact]
    public async Task History_lists_versions_newest_first()
    {
        Region.Store.Add("key", "first"u8.ToArray(), 1_000);
        Region.Store.Add("key", null, 2_000);

        var table = (await RunAsync("history", "key")).Output;
        var list = await RunJsonAsync("history", "key");

        Assert.True(table.IndexOf("00:00:02.000Z", StringComparison.Ordinal) < table.IndexOf("00:00:01.000Z", StringComparison.Ordinal));
        Assert.Equal([2_000, 1_000], list.EnumerateArray().Select(item => item.GetProperty("timestamp").GetInt64()));
        Assert.True(list[0].GetProperty("deleted").GetBoolean());
        Assert.False(list[1].TryGetProperty("value", out _));
    }

    [Fact]
    public async Task History_shows_as_many_versions_as_asked_for_and_their_values()
    {
        for (var number = 0; number < 30; number++)
            Region.Store.Add("key", Encoding.UTF8.GetBytes($"value {number}"), number);

        var list = await RunJsonAsync("history", "key", "--limit", "25", "--values", "--before", "29");

        Assert.Equal(25, list.GetArrayLength());
        Assert.Equal("value 28"u8.ToArray(), list[0].GetProperty("value").GetBytesFromBase64());
    }

    [Fact]
    public async Task History_of_an_unknown_key_is_not_found()
    {
        var text = await RunAsync("history", "none");
        var json = await RunAsync("history", "none", "--json");

        Assert.Equal((1, ""), (text.ExitCode, text.Output));
        Assert.Equal((1, "[]\n"), (json.ExitCode, json.Output));
    }

    [Fact]
    public async Task Escape_sequences_in_a_key_do_not_reach_the_terminal()
    {
        var put = await RunAsync("put", "evil\u001b[2J", "x");

        Assert.Equal(0, put.ExitCode);
        Assert.DoesNotContain('\u001b', put.Output);
    }
}
