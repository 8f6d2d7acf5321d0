using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

public sealed class UsageTests : CliTestClass
{
    [Theory]
    [InlineData("")]
    [InlineData("no-such-command")]
    [InlineData("get")]
    [InlineData("get key --no-such-option")]
    [InlineData("get key other --no-such-option")]
    [InlineData("delete key extra")]
    [InlineData("get key --at yesterday")]
    [InlineData("get key --at")]
    [InlineData("history key --limit 0")]
    [InlineData("history key --limit many")]
    [InlineData("tree 0")]
    [InlineData("tree a/b")]
    [InlineData("import")]
    [InlineData("import /no/such/file")]
    [InlineData("import - --format xml")]
    [InlineData("status --url not-a-url")]
    public async Task Bad_usage_is_one_line_and_exit_code_2(string line)
    {
        var result = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.ErrorLine);
        Assert.Empty(Region.Requests);
    }

    [Fact]
    public async Task A_key_that_cannot_be_is_bad_usage()
    {
        Assert.Equal(2, (await RunAsync("get", "")).ExitCode);
        Assert.Equal(2, (await RunAsync("get", new string('x', AevrionLimits.MaxKeyBytes + 1))).ExitCode);
    }

    [Fact]
    public async Task A_wrong_url_is_named()
    {
        var result = await CliProcess.RunAsync("eu", "status");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("aevrion: 'eu' is not an absolute http or https URL without query, such as http://localhost:7400.", result.ErrorLine);
    }

    [Fact]
    public async Task A_request_that_the_region_refuses_as_malformed_is_bad_usage()
    {
        Region.AnswerNext(400, "bad-parameter");

        var result = await RunAsync("get", "key");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("aevrion: Made to fail.", result.ErrorLine);
    }

    [Fact]
    public async Task A_failure_of_the_region_is_exit_code_3()
    {
        Region.AnswerNext(500, "internal");

        Assert.Equal(3, (await RunAsync("get", "key")).ExitCode);
    }

    [Fact]
    public async Task An_unreachable_region_is_exit_code_3_and_named()
    {
        using var closed = new ClosedPort();

        var result = await CliProcess.RunAsync(closed.Url, "status");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains(closed.Url, result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("connection refused", result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("--url", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_url_option_wins_over_the_environment_and_takes_several()
    {
        using var closed = new ClosedPort();

        var separated = await CliProcess.RunAsync(closed.Url, "--url", $"{closed.Url},{Region.Url}", "status");
        var repeated = await CliProcess.RunAsync(closed.Url, "status", "--url", closed.Url, "--url", Region.Url);

        Assert.Equal(0, separated.ExitCode);
        Assert.Equal(0, repeated.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("put")]
    [InlineData("get")]
    [InlineData("delete")]
    [InlineData("history")]
    [InlineData("import")]
    [InlineData("peers")]
    [InlineData("tree")]
    [InlineData("sync")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("status")]
    public async Task Help_shows_examples_by_the_name_aevrion(string command)
    {
        var result = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("aevrion " + command, result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains("--url", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Aevrion.Cli", result.Output, StringComparison.Ordinal);
    }
}
