using System.Text;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

public sealed class BadLineTests : ImportTestClass
{
    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"op":"put","key":"a"}""")]
    [InlineData("""{"op":"put","key":"a","text":"x","value":"eA=="}""")]
    [InlineData("""{"op":"put","key":"a","value":"not base64"}""")]
    [InlineData("""{"op":"put","key":"","text":"x"}""")]
    [InlineData("""{"op":"put","key":"a","text":"x","timestmap":5}""")]
    [InlineData("""{"op":"put","key":"a","text":"x","timestamp":1.5}""")]
    [InlineData("""{"op":"put","key":"a","key":"b","text":"x"}""")]
    [InlineData("""{"op":"delete","key":"a","text":"x"}""")]
    [InlineData("""{"op":"patch","key":"a","text":"x"}""")]
    [InlineData("""{"key":"a","text":"x"}""")]
    public async Task A_bad_line_stops_the_import_after_the_lines_before_it(string bad)
    {
        var good = """{"op":"put","key":"good","text":"x"}""";
        var file = Write("lines.ndjson", $"{good}\n\n{bad}\n{good}\n");

        var result = await RunAsync("import", file);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("lines.ndjson, line 3: ", result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("NdjsonLine", result.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(1, Region.Store.Count);
    }

    [Fact]
    public async Task Bad_lines_can_be_skipped_and_are_counted()
    {
        var file = Write("rows.csv", "key,value,timestamp\na,1,1\nb,2\nc,3,soon\nd,\"4\"x,4\ne,5,5\n");

        var result = await RunAsync("import", file, "--skip-bad-lines");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["3", "4", "5"], result.Error.Split('\n')[..3].Select(line => line.Split("line ")[1].Split(':')[0]));
        Assert.Contains("2 new, 0 already there, 3 skipped", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_about_bad_lines_come_to_an_end()
    {
        var result = await CliProcess.RunAsync(
            Region.Url, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("oops\n", 100))), "import", "-", "--skip-bad-lines");

        Assert.Equal(21, result.Error.Count(character => character == '\n'));
        Assert.Contains("100 skipped", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_only_the_region_finds_wrong_is_named_by_its_place_in_the_file()
    {
        var lines = await File.ReadAllLinesAsync(WriteLines(25), TestContext.Current.CancellationToken);
        lines[17] = $$"""{"op":"put","key":"future","text":"x","timestamp":{{StandInBatch.Future}}}""";
        var file = Write("lines.ndjson", string.Join('\n', lines));

        var stopped = await RunAsync("import", file, "--batch-lines", "10");
        Assert.Equal(2, stopped.ExitCode);
        Assert.Contains("lines.ndjson, line 18: It lies in the future.", stopped.ErrorLine, StringComparison.Ordinal);

        var skipped = await RunAsync("import", file, "--batch-lines", "10", "--skip-bad-lines");
        Assert.Contains("went on after line 10", skipped.Output, StringComparison.Ordinal);
        Assert.Contains("24 new, 0 already there, 1 skipped", skipped.Output, StringComparison.Ordinal);
        Assert.Equal(24, Region.Store.Count);
    }
}
