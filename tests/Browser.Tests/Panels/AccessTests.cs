using Aevrion.Browser.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>What is shown to whom, once the region has tokens.</summary>
public sealed class AccessTests(Chromium chromium, GuardedRegion region) : IClassFixture<GuardedRegion>
{
    [Fact]
    public async Task Without_a_token_nothing_is_shown_and_one_that_is_typed_opens_everything_for_this_tab()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, region.Silo.Url);
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("A token is needed");
        await Expect(page.Panel("keys").Locator("button.key")).ToHaveCountAsync(0);

        await TypeAsync(page, "aev_wrong");
        await Expect(dialog).ToContainTextAsync("not one of this region's");

        await TypeAsync(page, region.Admin);
        await Expect(page.Panel("keys").Locator("button.key", new() { HasText = "shut:a" })).ToHaveCountAsync(1);
        await Expect(page.Panel("peers")).ToContainTextAsync("stands alone");

        await page.Page.ReloadAsync();
        await Expect(page.Panel("keys").Locator("button.key", new() { HasText = "shut:a" })).ToHaveCountAsync(1);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Access" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("admin for all keys");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Forget the token" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("A token is needed");
        await Expect(page.Panel("keys").Locator("button.key")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_token_with_a_prefix_sees_a_region_that_holds_its_keys_only_and_is_told_what_it_takes_for_more()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, region.Silo.Url, token: region.Limited);
        await Expect(page.Panel("keys").Locator("button.key .code")).ToHaveTextAsync(["open:a", "open:b"]);
        await Expect(page.Panel("peers")).ToContainTextAsync("token of scope “admin” without prefixes");
        await Expect(page.Panel("load")).ToContainTextAsync("without prefixes");
        await Expect(page.Panel("vitals")).ToContainTextAsync("not for this token");
        await Expect(page.Panel("tree").Locator("[role=row]").First.Locator("[aria-label$='2 events']")).ToHaveCountAsync(1);

        (await region.Silo.Api.SendAsync(HttpMethod.Put, "/v1/kv/shut:new", new StringContent("x"), ("Authorization", $"Bearer {region.Admin}"))).AssertDone();
        (await region.Silo.Api.SendAsync(HttpMethod.Put, "/v1/kv/open:new", new StringContent("x"), ("Authorization", $"Bearer {region.Admin}"))).AssertDone();
        await Expect(page.Panel("changes").Locator("li")).ToHaveCountAsync(1);
        await Expect(page.Panel("changes")).ToContainTextAsync("open:new");
        await Expect(page.Page.Locator("body")).Not.ToContainTextAsync("shut:");
    }

    private static async Task TypeAsync(DashboardPage page, string token)
    {
        await page.Page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use this token" }).ClickAsync();
    }
}
