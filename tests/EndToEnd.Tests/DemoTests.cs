namespace Aevrion.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_tells_its_story_and_ends_with_equal_regions()
    {
        var result = (await Deployment.AevrionAsync("demo")).MustSucceed();
        Assert.Contains("round trips", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', result.Output);
    }
}
