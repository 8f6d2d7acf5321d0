using System.Diagnostics;

namespace Aevrion.Client.Tests.Cli;

/// <summary>What is different when a person watches: the command runs on a pseudo-terminal, which util-linux's script makes.</summary>
public sealed class TerminalTests : ImportTestClass
{
    private const string Script = "/usr/bin/script";

    [Fact]
    public async Task Get_ends_with_a_newline_on_a_terminal_unless_the_value_does()
    {
        Region.Store.Add("without", "value"u8.ToArray(), 1);
        Region.Store.Add("with", "value\n"u8.ToArray(), 1);

        Assert.Equal("value\r\n", WithoutSetUp(await RunOnTerminalAsync("get without")));
        Assert.Equal("value\r\n", WithoutSetUp(await RunOnTerminalAsync("get with")));
    }

    [Fact]
    public async Task Import_shows_a_progress_bar_on_a_terminal()
    {
        var file = WriteLines(2_000);
        Region.FailNext((_, handle) => handle());
        Region.FailNext(async (_, handle) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            await handle();
        });

        var shown = await RunOnTerminalAsync("import " + file);

        Assert.Contains("1,000 lines, ", shown, StringComparison.Ordinal);
        Assert.Contains("%", shown, StringComparison.Ordinal);
        Assert.Contains("2,000 new", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_shows_a_progress_bar_on_a_terminal()
    {
        Region.FailNext((_, handle) => handle());
        Region.FailNext(async (_, handle) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            await handle();
        });

        var shown = await RunOnTerminalAsync("rebuild");

        Assert.Contains("counting: 2,500 events", shown, StringComparison.Ordinal);
        Assert.Contains("%", shown, StringComparison.Ordinal);
        Assert.Contains("rebuilt: 10,000 events", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_without_a_value_on_a_terminal_says_how_to_give_one()
    {
        var shown = await RunOnTerminalAsync("put key");

        Assert.Contains("Give it after the key", shown, StringComparison.Ordinal);
        Assert.Empty(Region.Requests);
    }

    /// <summary>Leaves out what the runtime sends first to set the terminal up.</summary>
    private static string WithoutSetUp(string shown) => shown[shown.IndexOf("value", StringComparison.Ordinal)..];

    private async Task<string> RunOnTerminalAsync(string arguments)
    {
        Assert.SkipUnless(File.Exists(Script), "script (util-linux) is not installed.");
        var start = new ProcessStartInfo(Script, ["-qec", $"'{CliProcess.Executable}' {arguments}", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AEVRION_URL"] = Region.Url;
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("script did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var shown = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return shown;
    }
}
