using Aevrion.Browser.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>The page as a whole.</summary>
public sealed class PageTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task It_says_whose_it_is_and_how_that_is()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        await Expect(page.Page).ToHaveTitleAsync("eu · Aevrion");
        await Expect(page.Page.Locator("#region")).ToHaveTextAsync("eu");
        await Expect(page.Page.Locator("#health")).ToHaveTextAsync("Ready");
        await Expect(page.Panel("vitals")).ToContainTextAsync("1 of 1");
        await Expect(page.Page.Locator("#about")).ToContainTextAsync("leaves of 1 s, 32 to a node");
    }

    [Fact]
    public async Task Each_silo_shows_its_own_region()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Us.Url);
        await Expect(page.Page.Locator("#region")).ToHaveTextAsync("us");
        await Expect(page.Panel("peers").Locator("[data-peer=eu]")).ToBeVisibleAsync();
    }
}
