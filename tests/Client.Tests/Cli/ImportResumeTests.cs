using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

public sealed class ImportResumeTests : ImportTestClass
{
    [Fact]
    public async Task An_import_goes_on_once_the_bad_line_is_corrected()
    {
        var lines = await File.ReadAllLinesAsync(WriteLines(25), TestContext.Current.CancellationToken);
        string[] wrong = [.. lines];
        wrong[17] = "oops";
        var file = Write("lines.ndjson", string.Join('\n', wrong));
        Assert.Equal(2, (await RunAsync("import", file, "--batch-lines", "10")).ExitCode);
        Assert.Equal(17, Region.Store.Count);

        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var report = await RunJsonAsync("import", file);

        Assert.Equal(17, report.GetProperty("resumedAfterLine").GetInt64());
        Assert.Equal((25, 25), (report.GetProperty("lines").GetInt64(), report.GetProperty("added").GetInt64()));
        Assert.Equal([10, 7, 8], Region.Requests.Select(LinesOf));
    }

    [Theory]
    [InlineData("lines.ndjson")]
    [InlineData("rows.csv")]
    public async Task An_import_that_is_killed_goes_on_after_the_last_batch_that_was_confirmed(string name)
    {
        var file = name.EndsWith(".csv", StringComparison.Ordinal)
            ? Write(name, "key,value,timestamp\n" + string.Concat(Enumerable.Range(0, 25).Select(number => $"k{number},\"v\n{number}\",{number}\n")))
            : WriteLines(25);
        var arrived = new TaskCompletionSource();
        Region.FailNext((_, handle) => handle());
        Region.FailNext((context, _) =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using (var import = CliProcess.Start(Region.Url, "import", file, "--batch-lines", "10"))
        {
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            import.Kill();
            Assert.NotEqual(0, (await import.EndAsync()).ExitCode);
        }

        Assert.Equal(10, Region.Store.Count);
        var report = await RunJsonAsync("import", file, "--batch-lines", "10");

        Assert.True(report.GetProperty("resumedAfterLine").GetInt64() >= 10);
        Assert.Equal((25, 25), (report.GetProperty("lines").GetInt64(), report.GetProperty("added").GetInt64()));
        Assert.Equal(25, Region.Store.Count);
        Assert.Equal([10, 10, 10, 5], Region.Requests.Select(LinesOf));
        Assert.False(File.Exists(file + ".aevrion-import"));
    }

    [Fact]
    public async Task An_import_does_not_go_on_in_a_file_that_was_changed_before_that_point()
    {
        var file = Write("lines.ndjson", """{"op":"put","key":"a","text":"1"}""" + "\noops\n");
        await RunAsync("import", file);
        Write("lines.ndjson", """{"op":"put","key":"a","text":"2"}""" + "\n");

        var refused = await RunAsync("import", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--resume false", refused.ErrorLine, StringComparison.Ordinal);
        Assert.Equal("1"u8.ToArray(), Region.Store.Latest("a")!.Value);

        Assert.Equal(0, (await RunAsync("import", file, "--resume", "false")).ExitCode);
        Assert.Equal("2"u8.ToArray(), Region.Store.Latest("a")!.Value);
    }

    [Fact]
    public async Task An_import_does_not_go_on_to_another_region()
    {
        await using var other = await StandInRegion.StartAsync("us");
        var file = Write("lines.ndjson", """{"op":"put","key":"a","text":"1"}""" + "\noops\n");
        await RunAsync("import", file);

        var refused = await CliProcess.RunAsync(other.Url, "import", file, "--resume");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(Region.Url, refused.ErrorLine, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_region_that_fails_ends_the_import_with_exit_code_3_and_the_next_run_goes_on()
    {
        var file = WriteLines(20);
        Region.FailNext((_, handle) => handle());
        Region.AnswerNext(500, "internal");

        Assert.Equal(3, (await RunAsync("import", file, "--batch-lines", "10")).ExitCode);
        Assert.Equal(0, (await RunAsync("import", file, "--batch-lines", "10")).ExitCode);

        Assert.Equal([10, 10, 10], Region.Requests.Select(LinesOf));
        Assert.Equal(20, Region.Store.Count);
    }
}
