using System.Diagnostics;
using System.Text.Json;

namespace Aevrion.Client.Tests.Cli;

public sealed class WatchTests : CliTestClass
{
    [Fact]
    public async Task Watch_writes_a_line_a_change_and_ends_well_when_interrupted()
    {
        Region.Watch.Commit(1, 2);
        var result = await InterruptedAsync(2, "watch", "user:", "--since", "0");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("k  v", line, StringComparison.Ordinal));
        Assert.Contains("prefix=user%3A&since=0", Region.Watch.Asked.First().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_writes_ndjson_for_programs()
    {
        Region.Watch.Commit(1, 2, 3);
        var result = await InterruptedAsync(3, "watch", "--since", "0", "--json");

        var ids = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString());
        Assert.Equal(Enumerable.Range(1, 3).Select(StandIn.StandInWatch.IdOf), ids);
    }

    /// <summary>Runs the command until it has written so many lines, and ends it as Ctrl+C does.</summary>
    private async Task<CliResult> InterruptedAsync(int lines, params string[] arguments)
    {
        using var process = CliProcess.Start(Region.Url, arguments);
        for (var waited = 0; process.OutputLines < lines; waited++)
        {
            Assert.True(waited < 6_000);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await process.EndAsync();
    }
}
