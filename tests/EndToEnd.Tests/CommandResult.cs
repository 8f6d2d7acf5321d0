namespace Aevrion.EndToEnd.Tests;

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public CommandResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}{Environment.NewLine}{Output}{Environment.NewLine}{Errors}");
        return this;
    }
}
