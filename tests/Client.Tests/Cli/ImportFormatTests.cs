using System.Text;

namespace Aevrion.Client.Tests.Cli;

public sealed class ImportFormatTests : ImportTestClass
{
    [Fact]
    public async Task Ndjson_lines_are_written_as_the_contract_has_them()
    {
        var file = Write("lines.ndjson", """
            {"op":"put","key":"text","text":"hé","timestamp":1000}
            {"op":"put","key":"bytes","value":"/wA=","timestamp":1001}

            {"op":"delete","key":"gone","timestamp":1002}
            {"op":"put","key":"now","text":""}
            """);

        var report = await RunJsonAsync("import", file);

        Assert.Equal((4, 4), (report.GetProperty("lines").GetInt64(), report.GetProperty("added").GetInt64()));
        Assert.Equal("hé"u8.ToArray(), Region.Store.Latest("text")!.Value);
        Assert.Equal(1_000, Region.Store.Latest("text")!.Timestamp);
        Assert.Equal<byte>([0xFF, 0], Region.Store.Latest("bytes")!.Value!);
        Assert.Null(Region.Store.Latest("gone")!.Value);
        Assert.Empty(Region.Store.Latest("now")!.Value!);
        Assert.False(File.Exists(file + ".aevrion-import"));
    }

    [Fact]
    public async Task Csv_records_are_read_by_rfc_4180()
    {
        var file = Write("rows.csv", "\ufeffkey,value,timestamp\r\nplain,1,1000\r\n\"a,\"\"b\"\"\n\",\"two\r\nlines 😀\",2000-01-01T00:00:00Z\r\n,,\r\nempty,,\r\n");

        var result = await RunAsync("import", file, "--skip-bad-lines");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("line 6: A key has at least one character", result.ErrorLine, StringComparison.Ordinal);
        Assert.Equal("1"u8.ToArray(), Region.Store.Latest("plain")!.Value);
        Assert.Equal(1_000, Region.Store.Latest("plain")!.Timestamp);
        var quoted = Region.Store.Latest("a,\"b\"\n")!;
        Assert.Equal(("two\r\nlines 😀", 946_684_800_000), (Encoding.UTF8.GetString(quoted.Value!), quoted.Timestamp));
        Assert.Empty(Region.Store.Latest("empty")!.Value!);
    }

    [Theory]
    [InlineData("timestamp,key,value\n1000,a,x\n", 1_000)]
    [InlineData("KEY, Value\na,x", null)]
    public async Task Csv_columns_are_found_by_their_names(string content, int? timestamp)
    {
        Assert.Equal(0, (await RunAsync("import", Write("rows.csv", content))).ExitCode);

        Assert.Equal("x"u8.ToArray(), Region.Store.Latest("a")!.Value);
        if (timestamp is not null)
            Assert.Equal(timestamp.Value, Region.Store.Latest("a")!.Timestamp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,x,1000\n")]
    [InlineData("key,value,color\n")]
    [InlineData("key,key,value\n")]
    public async Task Csv_without_a_right_header_is_bad_usage(string content)
    {
        var result = await RunAsync("import", Write("rows.csv", content));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("columns", result.ErrorLine, StringComparison.Ordinal);
    }
}
