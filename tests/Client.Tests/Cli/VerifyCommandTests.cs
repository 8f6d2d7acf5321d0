using System.Text.Json;

namespace Aevrion.Client.Tests.Cli;

public sealed class VerifyCommandTests : CliTestClass
{
    [Theory]
    [InlineData("sound", 0, "sound: 1,000 events, 52 nodes, 1 eras")]
    [InlineData("repaired", 0, "repaired: 1 event-id, 1 node-count; nothing is left")]
    [InlineData("mismatches", 1, "not sound: 1 event-id, 1 node-count, of which 1 are left")]
    public async Task The_exit_code_says_what_it_came_to(string state, int exitCode, string expected)
    {
        Region.VerificationState = state;

        var result = await RunAsync("verify", "--repair");

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Equal("/v1/verify?repair=true", Region.Requests[^1].Target);
    }

    [Fact]
    public async Task A_table_lists_what_was_found()
    {
        Region.VerificationState = "mismatches";

        var result = await RunAsync("verify");

        Assert.Contains("node 0/100", result.Output, StringComparison.Ordinal);
        Assert.Contains("bbbbbbbbbbbb ", result.Output, StringComparison.Ordinal);
        Assert.Contains("2023-11-14T22:13:20.000Z", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Equal("/v1/verify", Region.Requests[^1].Target);
    }

    [Fact]
    public async Task Json_has_a_line_for_each_mismatch_and_one_for_the_report()
    {
        Region.VerificationState = "mismatches";

        var result = await RunAsync("verify", "--json");

        var lines = result.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["mismatch", "mismatch", "report"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.Equal(7, lines[1].GetProperty("somethingNewer").GetInt32());
        Assert.False(lines[1].TryGetProperty("level", out _));
        Assert.Equal(1, lines[2].GetProperty("remaining").GetInt64());
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task One_that_fails_says_why()
    {
        Region.VerificationState = "failed";
        var result = await RunAsync("verify");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("The database went away.", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_answer_breaks_off_is_no_success()
    {
        Region.VerificationState = "broken";
        var result = await RunAsync("verify");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("ended before it was complete", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_refused_says_why()
    {
        Region.AnswerNext(409, "verify-running");
        var result = await RunAsync("verify");
        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("Made to fail.", result.ErrorLine, StringComparison.Ordinal);
    }
}
