namespace Aevrion.Delivery.Tests;

/// <summary>How a program ended, and everything it said.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public string MustSucceed()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Output}");
        return Output;
    }
}
