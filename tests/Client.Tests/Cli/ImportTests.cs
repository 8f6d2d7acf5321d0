namespace Aevrion.Client.Tests.Cli;

public sealed class ImportTests : ImportTestClass
{
    [Fact]
    public async Task Standard_input_is_imported_and_leaves_no_progress_behind()
    {
        var lines = "{\"op\":\"put\",\"key\":\"a\",\"text\":\"1\"}\n{\"op\":\"put\",\"key\":\"b\",\"text\":\"2\"}"u8.ToArray();
        var csv = "key,value\nc,3\n"u8.ToArray();

        Assert.Equal(0, (await CliProcess.RunAsync(Region.Url, lines, "import", "-")).ExitCode);
        Assert.Equal(0, (await CliProcess.RunAsync(Region.Url, csv, "import", "-", "--format", "csv")).ExitCode);

        Assert.Equal(3, Region.Store.Count);
        Assert.False(File.Exists("-.aevrion-import"));
        Assert.False(File.Exists("standard input.aevrion-import"));
    }

    [Fact]
    public async Task Nothing_but_the_result_is_written_when_not_on_a_terminal()
    {
        var result = await RunAsync("import", WriteLines(3_000));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"^imported \S+: 3,000 new, 0 already there, 0 skipped in [^,]+, [0-9,]+ lines/s\n$", result.Output);
    }

    [Fact]
    public async Task Lines_go_out_in_batches_of_the_size_asked_for()
    {
        await RunAsync("import", WriteLines(25), "--batch-lines", "10");

        Assert.Equal([10, 10, 5], Region.Requests.Select(LinesOf));
    }

    [Fact]
    public async Task Large_values_go_out_in_batches_within_the_limit_of_bytes()
    {
        var value = new string('x', 1_000_000);
        var file = Write("large.csv", "key,value\n" + string.Concat(Enumerable.Range(0, 20).Select(number => $"k{number},{value}\n")));

        Assert.Equal(0, (await RunAsync("import", file)).ExitCode);

        Assert.Equal(20, Region.Store.Count);
        Assert.All(Region.Requests, request => Assert.InRange(request.Body.Length, 1, AevrionLimits.MaxBatchBytes));
    }

    [Fact]
    public async Task Lines_with_timestamps_can_be_imported_twice()
    {
        var file = WriteLines(10);
        await RunAsync("import", file);

        var report = await RunJsonAsync("import", file);

        Assert.Equal((0, 10), (report.GetProperty("added").GetInt64(), report.GetProperty("alreadyThere").GetInt64()));
        Assert.Equal(10, Region.Store.Count);
    }

    [Fact]
    public async Task An_import_waits_for_a_region_that_is_overloaded()
    {
        Region.AnswerNext(503, "overloaded", retryAfter: "0");
        Region.AnswerNext(503, "starting", retryAfter: "0");

        Assert.Equal(0, (await RunAsync("import", WriteLines(10))).ExitCode);
        Assert.Equal(10, Region.Store.Count);
    }
}
