using Aevrion.Browser.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>Changes as they are committed.</summary>
public sealed class ChangesPanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task Changes_of_both_regions_appear_and_wait_while_the_list_is_paused()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var panel = page.Panel("changes");
        await FollowAsync(page, "live:");

        (await regions.Eu.Api.PutAsync("/v1/kv/live:here", "from eu")).AssertDone();
        (await regions.Us.Api.PutAsync("/v1/kv/live:there", "from us")).AssertDone();
        (await regions.Eu.Api.PutAsync("/v1/kv/other", "unseen")).AssertDone();
        await Expect(panel.Locator("li")).ToHaveCountAsync(2);
        await Expect(panel).ToContainTextAsync("from us");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        (await regions.Eu.Api.DeleteAsync("/v1/kv/live:here")).AssertDone();
        await Expect(panel).ToContainTextAsync("Paused; 1 change since");
        await Expect(panel.Locator("li")).ToHaveCountAsync(2);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(panel.Locator("li").First).ToContainTextAsync("deleted");

        await panel.GetByRole(AriaRole.Button, new() { Name = "live:there" }).ClickAsync();
        await Expect(page.Panel("keys").Locator("pre.value")).ToHaveTextAsync("from us");
    }

    private static async Task FollowAsync(DashboardPage page, string prefix)
    {
        var field = page.Page.GetByLabel("Prefix", new() { Exact = true });
        await field.FillAsync(prefix);
        await page.Page.RunAndWaitForResponseAsync(() => field.PressAsync("Enter"), response => response.Url.Contains("prefix=live", StringComparison.Ordinal));
    }
}
