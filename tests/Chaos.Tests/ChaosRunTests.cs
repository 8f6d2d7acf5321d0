using System.Diagnostics;

namespace Aevrion.Chaos.Tests;

/// <summary>A minute of faults, as <c>./aevrion chaos</c> runs it. Fails where PostgreSQL cannot run.</summary>
public sealed class ChaosRunTests
{
    /// <summary>Environment variable that chooses other faults and requests.</summary>
    private const string SeedVariable = "AEVRION_TEST_SEED";

    private const string DefaultSeed = "20251121";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [Fact]
    public async Task Regions_keep_every_promise_through_a_minute_of_faults()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given ? given : DefaultSeed;
        var root = FindRoot();
        var start = new ProcessStartInfo(Path.Combine(root, "aevrion"), ["chaos", "--minutes", "1", "--seed", seed])
        {
            UseShellExecute = false,
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            TestContext.Current.TestOutputHelper?.WriteLine(await output);
            Assert.True(process.ExitCode == 0, $"Exit code {process.ExitCode}.{Environment.NewLine}{await output}{await errors}");
        }
        finally
        {
            // The script is asked, so that it ends what it has started.
            if (!process.HasExited)
                await AskToEndAsync(process);
        }
    }

    private static async Task AskToEndAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
