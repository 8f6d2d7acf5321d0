using Aevrion.Browser.Tests.Browser;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>Conflicts, and how they are settled.</summary>
public sealed class ConflictsPanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task Both_sides_are_shown_and_the_one_that_is_picked_stands_in_both_regions()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = $$"""
            {"op":"put","key":"city","text":"Paris","timestamp":{{now - 2000}},"parents":[],"origin":"us"}
            {"op":"put","key":"city","text":"Lyon","timestamp":{{now - 1000}},"parents":[]}
            """;
        (await regions.Eu.Api.PostAsync("/v1/batch", lines)).AssertDone();

        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var conflict = page.Panel("conflicts").Locator(".conflict", new() { HasText = "city" });
        await Expect(conflict).ToContainTextAsync("Stands · eu");
        await Expect(conflict).ToContainTextAsync("Lost · us");
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Pick the version of city from us that lost" }).ClickAsync();
        await Expect(conflict).ToHaveCountAsync(0);
        foreach (var silo in (TestSilo[])[regions.Eu, regions.Us])
            await Eventually.HoldsAsync(async () => (await silo.Api.GetAsync("/v1/kv/city")).Text == "Paris", $"{silo.Region} has what was picked");
    }
}
