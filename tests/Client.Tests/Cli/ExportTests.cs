using System.Text;
using System.Text.Json;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

public sealed class ExportTests : CliTestClass, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_stands_is_written_as_lines_of_a_batch_in_the_order_of_keys()
    {
        Region.Store.Add("user:2", "Bob, \"b\"\n"u8.ToArray(), 2_000, "us", [new string('a', 64)]);
        Region.Store.Add("user:1", [0, 255], 3_000);
        Region.Store.Add("user:3", "gone"u8.ToArray(), 1_000);
        Region.Store.Add("user:3", null, 4_000);
        Region.Store.Add("other", "x"u8.ToArray(), 1_000);

        var result = await RunAsync("export", "user:");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            {"op":"put","key":"user:1","value":"AP8=","timestamp":3000,"origin":"eu","parents":[]}
            {"op":"put","key":"user:2","text":"Bob, \"b\"\n","timestamp":2000,"origin":"us","parents":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}

            """,
            result.Output);
    }

    [Fact]
    public async Task A_time_and_csv_can_be_chosen()
    {
        Region.Store.Add("a b", "old"u8.ToArray(), 1_000);
        Region.Store.Add("a b", "new"u8.ToArray(), 2_000);

        var result = await RunAsync("export", "--at", "1999", "--format", "csv");

        Assert.Equal("op,key,value,encoding,timestamp,origin,parents\r\nput,\"a b\",old,,1000,eu,\r\n", result.Output);
    }

    [Theory]
    [InlineData("ndjson", true)]
    [InlineData("csv", true)]
    [InlineData("ndjson", false)]
    [InlineData("csv", false)]
    public async Task What_was_exported_is_imported_as_it_was(string format, bool history)
    {
        AddOddities();
        var file = Path.Combine(_folder, "all." + format);
        string[] options = history ? ["--history"] : [];
        Assert.Equal(0, (await RunAsync(["export", "--output", file, .. options])).ExitCode);

        await using var other = await StandInRegion.StartAsync("us");
        var import = await CliProcess.RunAsync(other.Url, "import", file, "--batch-lines", "7");

        Assert.Equal((0, ""), (import.ExitCode, import.Error));
        var expected = history ? Region.Store.All() : [.. Region.Store.All().Where(item => item.Value is not null && Region.Store.Latest(item.Key) == item)];
        Assert.Equal(expected.Select(Describe).Order(StringComparer.Ordinal), other.Store.All().Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task An_export_that_was_interrupted_goes_on_where_it_stopped(string format)
    {
        for (var i = 0; i < 2_500; i++)
            Region.Store.Add($"key/{i:d5}", Encoding.UTF8.GetBytes($"value {i}\n"), 1_000 + i);
        var whole = Path.Combine(_folder, "whole." + format);
        var file = Path.Combine(_folder, "part." + format);
        Assert.Equal(0, (await RunAsync("export", "--history", "--output", whole)).ExitCode);

        Region.FailNext((_, handle) => handle());
        Region.FailNext((_, handle) => handle());
        Region.AnswerNext(500, "internal");
        var failed = await RunAsync("export", "--history", "--output", file);
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("Run the same command with --resume", failed.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("export", "--history", "--output", file)).ExitCode);
        Assert.Equal(2, (await RunAsync("export", "--output", file, "--resume")).ExitCode);
        await File.AppendAllTextAsync(file, "half a li", TestContext.Current.CancellationToken);

        var asked = Region.Requests.Count;
        var resumed = await RunJsonAsync("export", "--history", "--output", file, "--resume");

        Assert.Equal((2_000, 2_500), (resumed.GetProperty("resumedAfterLine").GetInt64(), resumed.GetProperty("lines").GetInt64()));
        Assert.Equal(asked + 1, Region.Requests.Count);
        Assert.Equal(await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        var file = Path.Combine(_folder, "mine.ndjson");
        await File.WriteAllTextAsync(file, "precious", TestContext.Current.CancellationToken);

        Assert.Contains("is there already", (await RunAsync("export", "--output", file)).ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("export", "--output", file, "--resume")).ExitCode);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(2, (await RunAsync("export", "--resume")).ExitCode);
    }

    [Fact]
    public async Task A_region_that_fails_is_said_to_leave_the_export_incomplete()
    {
        Region.AnswerNext(500, "internal");
        var result = await RunAsync("export");
        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("not complete", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await RunAsync("export", "--at", "converged")).ExitCode);
    }

    private void AddOddities()
    {
        string[] keys = ["plain", " spaced ", "comma,\"quote\"", "line\r\nend", "\u0001\u001f", "é/😀", "\ufeffmark", "'; --", "-5", "=1+1", "a\tb", new('k', 1_024)];
        byte[][] values = [[], [0], "text"u8.ToArray(), "a,\"b\"\r\nc\n"u8.ToArray(), [.. Enumerable.Range(0, 256).Select(i => (byte)i)], " "u8.ToArray(), "\ufeffé😀"u8.ToArray(), "\r"u8.ToArray()];
        foreach (var (index, key) in keys.Index())
        {
            foreach (var (version, value) in values.Index())
                Region.Store.Add(key, value, 1_000 + (index * version), version % 2 == 0 ? "eu" : "us-2", [.. Enumerable.Repeat(new string('b', 64), version % 3)]);
            if (index % 3 == 0)
                Region.Store.Add(key, null, 5_000 + index);
        }
    }

    private static string Describe(StandInEvent item) => JsonSerializer.Serialize(new { item.Key, item.Value, item.Timestamp, item.Id, item.Origin, item.Parents });
}
