namespace Aevrion.Client.Tests.Cli;

public sealed class ConflictCommandTests : CliTestClass
{
    [Fact]
    public async Task Conflicts_are_listed_with_both_sides()
    {
        Assert.Equal("There are no conflicts.", (await RunAsync("conflicts")).Output.Trim());
        AddConflict("user:1", "lost", "won");
        AddConflict("other", null, "won");

        var listed = await RunAsync("conflicts", "user:", "--values");
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));
        Assert.Contains(Region.Losers[0].Id, listed.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.DoesNotContain("other", listed.Output, StringComparison.Ordinal);

        var json = await RunJsonAsync("conflicts", "--values");
        Assert.Equal(2, json.GetArrayLength());
        Assert.Equal("lost"u8.ToArray(), json[0].GetProperty("loser").GetProperty("value").GetBytesFromBase64());
        Assert.True(json[1].GetProperty("loser").GetProperty("deleted").GetBoolean());
        Assert.Equal(1, (await RunJsonAsync("conflicts", "--limit", "1")).GetArrayLength());
    }

    [Fact]
    public async Task A_settlement_writes_what_was_picked()
    {
        AddConflict("user:1", "lost", "won");
        Assert.Equal(2, (await RunAsync("settle", "user:1")).ExitCode);

        var settled = await RunAsync("settle", "user:1", "--pick", "loser");
        Assert.StartsWith("settled user:1 at 2", settled.Output, StringComparison.Ordinal);
        Assert.Equal("lost", (await RunAsync("get", "user:1")).Output);

        var again = await RunAsync("settle", "user:1", "--pick", "winner");
        Assert.Equal((1, "aevrion: No version of the key has lost to a concurrent write."), (again.ExitCode, again.ErrorLine));
    }

    [Fact]
    public async Task A_loser_that_is_not_the_only_one_is_picked_by_its_id()
    {
        AddConflict("k", "one", "two");
        AddConflict("k", "three", "four");
        Assert.Equal(3, (await RunAsync("settle", "k", "--pick", "loser")).ExitCode);
        Assert.Equal(0, (await RunAsync("settle", "k", "--pick", Region.Losers[0].Id)).ExitCode);
        Assert.Equal("one", (await RunAsync("get", "k")).Output);
    }

    private void AddConflict(string key, string? lost, string won)
    {
        Region.Losers.Add(Region.Store.Add(key, lost is null ? null : System.Text.Encoding.UTF8.GetBytes(lost), 1_000 + Region.Losers.Count).Event);
        Region.Store.Add(key, System.Text.Encoding.UTF8.GetBytes(won), 2_000 + Region.Losers.Count);
    }
}
