using Aevrion.Bench.CommandLine;

namespace Aevrion.Bench.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0, "reconcile", "--needs")]
    [InlineData(0, "all", "--needs")]
    [InlineData(2, "nonesuch")]
    [InlineData(2, "reconcile", "--n", "many")]
    [InlineData(2, "reconcile", "--n", "1")]
    [InlineData(2, "reconcile", "--store", "disk")]
    [InlineData(2, "reconcile", "--rounds", "0")]
    public async Task A_mistake_in_the_command_line_ends_with_2(int expected, params string[] arguments) =>
        Assert.Equal(expected, await BenchCommand.RunAsync(arguments));
}
