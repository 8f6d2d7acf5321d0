namespace Aevrion.Client.Tests.Cli;

public sealed class ScanCommandTests : CliTestClass
{
    [Fact]
    public async Task Keys_are_listed_in_a_table()
    {
        Add(("user:1", 1_000), ("user:2", 2_000), ("other", 3_000));
        Region.Store.Add("user:1", null, 5_000);

        var all = await RunAsync("scan");
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal(["key", "other", "user:2"], FirstCells(all.Output));
        Assert.Equal(["key", "user:2"], FirstCells((await RunAsync("scan", "user:", "--values")).Output));
        Assert.Contains("v user:2", (await RunAsync("scan", "user:", "--values")).Output, StringComparison.Ordinal);
        Assert.Equal(["key", "user:1"], FirstCells((await RunAsync("scan", "--at", "1999")).Output));
        Assert.Equal("", (await RunAsync("scan", "absent")).Output);
    }

    [Fact]
    public async Task What_follows_is_told_and_can_be_gone_on_with()
    {
        Add(("a", 1), ("b", 2), ("c", 3));

        var first = await RunAsync("scan", "--limit", "2");
        Assert.Equal(["key", "a", "b"], FirstCells(first.Output));
        Assert.Equal("aevrion: More keys follow. Go on with --after 'b', or raise --limit.", first.ErrorLine);
        Assert.Equal(["key", "c"], FirstCells((await RunAsync("scan", "--limit", "1", "--after", "b")).Output));
        Assert.Equal("", (await RunAsync("scan", "--limit", "3")).Error);
    }

    [Fact]
    public async Task Json_is_a_line_for_each_key()
    {
        Add(("a", 1), ("b", 2));

        var lines = (await RunAsync("scan", "--json", "--values")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"key":"a","id":""", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"value\":\"diBi\"}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_no_prefix()
    {
        Add(("--odd", 1));
        Assert.Equal(2, (await RunAsync("scan", "--value")).ExitCode);
        Assert.Equal(["key", "--odd"], FirstCells((await RunAsync("scan", "--", "--odd")).Output));
        Assert.Equal(3, (await RunAsync("scan", "--at", "converged")).ExitCode);
    }

    private void Add(params (string Key, long Timestamp)[] events)
    {
        foreach (var (key, timestamp) in events)
            Region.Store.Add(key, System.Text.Encoding.UTF8.GetBytes("v " + key), timestamp);
    }

    private static IEnumerable<string> FirstCells(string table) => table.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "")
        .Where(cell => cell.Length > 0 && cell[0] != '─');
}
