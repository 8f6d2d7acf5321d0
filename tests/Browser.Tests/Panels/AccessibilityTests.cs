using Aevrion.Browser.Tests.Browser;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>For everybody: contrast, names, roles, keyboard, small screens.</summary>
public sealed class AccessibilityTests(Chromium chromium, ShownRegions regions)
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task No_rule_of_axe_is_broken(string eyes)
    {
        var look = eyes switch { "dark" => Look.Dark, "phone" => Look.Phone, _ => Look.Desktop };
        await using var page = await OpenFilledAsync(look);
        var result = await page.Page.RunAxe();
        Assert.True(result.Passes.Length > 20, "axe has looked at little");
        Assert.Equal([], result.Violations.SelectMany(Describe));
    }

    [Theory]
    [InlineData(375)]
    [InlineData(320)]
    public async Task Nothing_is_wider_than_a_phone(int width)
    {
        await using var page = await OpenFilledAsync(Look.Phone with { Width = width });
        Assert.Equal(width, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_arrow_keys_move_through_the_tree_and_one_cell_is_a_stop_of_the_tab_key()
    {
        await using var page = await OpenFilledAsync(Look.Desktop);
        var stop = page.Panel("tree").Locator("[role=gridcell][tabindex='0']");
        await Expect(stop).ToHaveCountAsync(1);
        await stop.FocusAsync();
        var keyboard = page.Page.Keyboard;
        await keyboard.PressAsync("ArrowUp");
        await Expect(page.Panel("tree").Locator("[role=gridcell][data-level='1']:focus")).ToHaveCountAsync(1);
        var before = await FocusedIndexAsync(page);
        await keyboard.PressAsync("ArrowLeft");
        await Expect(page.Node(1, before - 1)).ToBeFocusedAsync();
        await Expect(page.Node(1, before - 1)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(stop).ToHaveCountAsync(1);
        await Expect(page.Panel("tree").Locator(".details")).ToContainTextAsync("Node of level 1");
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_one_is_chosen_and_the_choice_is_kept()
    {
        await using var page = await OpenFilledAsync(Look.Dark);
        var root = page.Page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: system" }).ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await page.Page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_do_not_want_it()
    {
        await using var still = await OpenFilledAsync(Look.Desktop);
        Assert.Equal(0, await CountMovingAsync(still));
        await using var moving = await OpenFilledAsync(Look.Desktop with { Motion = ReducedMotion.NoPreference });
        Assert.NotEqual(0, await CountMovingAsync(moving));
    }

    private static Task<int> CountMovingAsync(DashboardPage page) => page.Page.EvaluateAsync<int>(
        "[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one); return style.animationName !== 'none' || style.transitionDuration !== '0s'; }).length");

    private static async Task<long> FocusedIndexAsync(DashboardPage page) =>
        await page.Page.EvaluateAsync<long>("Number(document.activeElement.dataset.index)");

    private static IEnumerable<string> Describe(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}");

    /// <summary>With something in every panel, and a key and a node that are chosen.</summary>
    private async Task<DashboardPage> OpenFilledAsync(Look look)
    {
        var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url, look);
        await page.Panel("keys").Locator("button.key").First.ClickAsync();
        await Expect(page.Panel("keys").Locator("pre.value")).ToBeVisibleAsync();
        await Expect(page.Panel("peers").Locator("[data-peer=us] .pill")).ToHaveTextAsync("connected");
        await Expect(page.Panel("tree").Locator("[role=gridcell]").First).ToBeAttachedAsync();
        return page;
    }
}
