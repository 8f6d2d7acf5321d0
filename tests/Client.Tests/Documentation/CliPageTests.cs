using System.Diagnostics;
using Aevrion.Client.Tests.Cli;

namespace Aevrion.Client.Tests.Documentation;

/// <summary>Runs what docs/cli.md shows, block by block, as a reader would.</summary>
public sealed class CliPageTests : CliTestClass
{
    [Fact]
    public async Task Every_command_of_the_page_works()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell.");
        var folder = Directory.CreateTempSubdirectory("aevrion-docs-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "aevrion"), CliProcess.Executable);
            var blocks = await Repository.CodeBlocksAsync("docs/cli.md", "sh");
            Assert.NotEmpty(blocks);
            foreach (var block in blocks)
                await RunBlockAsync(block, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunBlockAsync(string block, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-e", "-c", block])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AEVRION_URL"] = Region.Url;
        start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{block}\nexit code {process.ExitCode}\n{await output}\n{error}");
    }
}
