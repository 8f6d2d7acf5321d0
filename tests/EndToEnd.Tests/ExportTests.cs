using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

/// <summary>What one region exports and another, which is no peer of it, imports is the same history, event by event.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly Deployment _first = new();
    private readonly Deployment _second = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-export-").FullName;

    public async ValueTask InitializeAsync()
    {
        await _first.UpAsync();
        await _second.UpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task A_history_comes_out_of_a_round_trip_as_it_went_in(string format)
    {
        var prefix = format + "/";
        await using var eu = new AevrionClient(_first.Eu);
        await using var us = new AevrionClient(_first.Us);
        await using var copy = new AevrionClient(_second.Eu);
        await WriteAsync(eu, us, prefix);
        var file = Path.Combine(_folder, "history." + format);

        (await Deployment.CliAsync(_first.Eu, "export", prefix, "--history", "--output", file)).MustSucceed();
        (await Deployment.CliAsync(_second.Eu, "import", file)).MustSucceed();

        var expected = await eu.LogAsync(prefix, WithValues, TestContext.Current.CancellationToken).Select(Describe).ToListAsync(TestContext.Current.CancellationToken);
        var imported = await copy.LogAsync(prefix, WithValues, TestContext.Current.CancellationToken).Select(Describe).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, imported);
        Assert.Contains(expected, line => line.Contains("|us|", StringComparison.Ordinal));

        var again = (await Deployment.CliAsync(_second.Eu, "import", file)).MustSucceed();
        Assert.Contains(": 0 new,", again.Output, StringComparison.Ordinal);
    }

    private static LogOptions WithValues => new() { IncludeValues = true };

    /// <summary>Binary values, odd keys, deletions, versions of both regions that follow one another.</summary>
    private static async Task WriteAsync(AevrionClient eu, AevrionClient us, string prefix)
    {
        string[] keys = ["plain", "a b,\"c\"", "line\r\nend", "\u0001", "é/😀", "../x", "%41+", new('k', 1_000)];
        byte[][] values = [[], [0, 255, 10], "text\r\n,\"quoted\""u8.ToArray(), "\ufeff"u8.ToArray(), new byte[100_000]];
        foreach (var key in keys)
        {
            foreach (var value in values)
                await eu.PutAsync(prefix + key, value, cancellationToken: TestContext.Current.CancellationToken);
        }

        await eu.DeleteAsync(prefix + keys[1], cancellationToken: TestContext.Current.CancellationToken);
        await us.PutAsync(prefix + "from us", "v", cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => await eu.GetAsync<string>(prefix + "from us", cancellationToken: TestContext.Current.CancellationToken) == "v", "eu has what us wrote");
    }

    private static string Describe(LogEvent item) =>
        $"{item.Key}|{item.Id}|{item.Timestamp}|{item.Origin}|{string.Join(' ', item.Parents)}|{item.Deleted}|{Convert.ToBase64String(item.Value.GetValueOrDefault().Span)}";
}
