using System.Globalization;
using Aevrion.Browser.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>The heat map of the time tree.</summary>
public sealed class TreePanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task It_draws_every_level_and_shades_the_nodes_that_hold_events()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var levels = (await regions.Eu.Api.GetAsync("/v1/tree/map?count=1")).AssertDone().Json.GetProperty("levels").GetInt32();
        await Expect(page.Panel("tree").Locator("[role=row]")).ToHaveCountAsync(levels);

        var top = await TopAsync(levels - 1);
        await Expect(page.Node(levels - 1, top).Locator("rect[class*='heat-']")).ToHaveCountAsync(1);
        await Expect(page.Node(levels - 1, 0)).ToHaveCountAsync(1);
        await Expect(page.Node(levels - 1, 0).Locator("rect").First).ToHaveClassAsync("cell empty");
    }

    [Fact]
    public async Task A_write_colours_its_leaf_and_choosing_it_tells_the_key()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var written = (await regions.Eu.Api.PutAsync("/v1/kv/tree:seen", "here")).AssertDone().Json.GetProperty("timestamp").GetInt64();
        var leaf = page.Node(0, written / 1000);
        await Expect(page.Panel("tree").Locator($"[data-level='0'][data-index='{written / 1000}'][aria-label*='1 event']")).ToHaveCountAsync(1);
        await leaf.ClickAsync();
        var details = page.Panel("tree").Locator(".details");
        await Expect(details).ToContainTextAsync("Leaf");
        await Expect(details).ToContainTextAsync("tree:seen");
        await Expect(details).ToContainTextAsync((written / 1000).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Enter_goes_down_to_what_a_node_holds_and_escape_comes_back()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var level = 3;
        var old = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (365L * 86_400_000);
        var index = old / (long)(1000 * Math.Pow(32, level));
        await page.Node(level + 1, index / 32).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Panel("tree").GetByRole(AriaRole.Button, new() { Name = "Back to now" })).ToBeVisibleAsync();
        await Expect(page.Panel("tree").Locator("[role=row]").Last.Locator(".empty").First).ToBeVisibleAsync();
        await Expect(page.Panel("tree").Locator("[role=row]").Last.Locator("[class*=heat-]").First).ToBeVisibleAsync();
        await Expect(page.Node(level, index)).ToBeFocusedAsync();

        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Panel("tree").GetByRole(AriaRole.Button, new() { Name = "Back to now" })).ToBeHiddenAsync();
    }

    private async Task<long> TopAsync(int level)
    {
        var nodes = (await regions.Eu.Api.GetAsync($"/v1/tree/map?level={level}")).AssertDone().Json.GetProperty("nodes");
        return nodes[nodes.GetArrayLength() - 1].GetProperty("index").GetInt64();
    }
}
