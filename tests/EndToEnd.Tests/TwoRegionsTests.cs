namespace Aevrion.EndToEnd.Tests;

public sealed class TwoRegionsTests : IAsyncLifetime
{
    private readonly Deployment _regions = new();

    public async ValueTask InitializeAsync() => await _regions.UpAsync();

    public async ValueTask DisposeAsync() => await _regions.DisposeAsync();

    [Fact]
    public async Task A_value_put_in_one_region_is_got_in_the_other()
    {
        (await Deployment.CliAsync(_regions.Eu, "put", "user:1", "Alice")).MustSucceed();
        await Eventually.HoldsAsync(
            async () => (await Deployment.CliAsync(_regions.Us, "get", "user:1")) is { ExitCode: 0, Output: "Alice" }, "us has the value");
    }

    [Fact]
    public async Task Up_starts_only_what_does_not_run()
    {
        var (eu, us) = (_regions.ProcessIdOf("eu"), _regions.ProcessIdOf("us"));
        await _regions.UpAsync();
        Assert.Equal((eu, us), (_regions.ProcessIdOf("eu"), _regions.ProcessIdOf("us")));

        await _regions.DownAsync("us");
        Assert.Equal(3, (await Deployment.CliAsync(_regions.Us, "status")).ExitCode);
        await _regions.UpAsync();
        Assert.Equal(eu, _regions.ProcessIdOf("eu"));
        (await Deployment.CliAsync(_regions.Us, "status")).MustSucceed();
    }

    [Fact]
    public async Task Down_of_a_region_that_does_not_exist_is_a_mistake()
    {
        var result = await Deployment.AevrionAsync([.. _regions.DownArguments, "mars"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("mars", result.Errors, StringComparison.Ordinal);
    }
}
