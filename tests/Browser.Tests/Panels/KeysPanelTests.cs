using Aevrion.Browser.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>The key explorer.</summary>
public sealed class KeysPanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task A_prefix_finds_keys_and_a_key_has_its_value_as_text_as_json_and_as_bytes()
    {
        (await regions.Eu.Api.PutAsync("/v1/kv/find:json", """{"name":"Ada"}""")).AssertDone();
        (await regions.Eu.Api.PutAsync("/v1/kv/find:bytes", [0, 255, 65])).AssertDone();
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        await SearchAsync(page, "find:");
        await Expect(page.Panel("keys").Locator("button.key")).ToHaveCountAsync(2);

        await page.Panel("keys").Locator("button.key", new() { HasText = "find:json" }).ClickAsync();
        await Expect(Value(page)).ToHaveTextAsync("{\n  \"name\": \"Ada\"\n}");
        await Show(page, "Text").ClickAsync();
        await Expect(Value(page)).ToHaveTextAsync("""{"name":"Ada"}""");

        await page.Panel("keys").Locator("button.key", new() { HasText = "find:bytes" }).ClickAsync();
        await Expect(Value(page)).ToContainTextAsync("00 ff 41");
        await Expect(Show(page, "Text")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Markup_in_a_key_and_in_its_value_stays_text()
    {
        const string Key = "<img src=x onerror=alert(1)>";
        (await regions.Eu.Api.PutAsync($"/v1/kv/{Uri.EscapeDataString(Key)}", "<script>alert(1)</script>")).AssertDone();
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        await SearchAsync(page, "<img");
        await page.Panel("keys").Locator("button.key").First.ClickAsync();
        await Expect(page.Panel("keys").Locator("h3")).ToHaveTextAsync(Key);
        await Expect(Value(page)).ToHaveTextAsync("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Older_versions_are_reached_by_buttons_and_by_the_slider()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = Enumerable.Range(0, 4).Select(number => number == 3
            ? $$"""{"op":"delete","key":"past/one","timestamp":{{now - 1_000_000}}}"""
            : $$"""{"op":"put","key":"past/one","text":"value {{number}}","timestamp":{{now - 4_000_000 + (number * 1_000_000)}}}""");
        (await regions.Eu.Api.PostAsync("/v1/batch", string.Join('\n', lines.Append("""{"op":"put","key":"past/one","text":"value 4"}""")))).AssertDone();

        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        await SearchAsync(page, "past/");
        await page.Panel("keys").Locator("button.key").ClickAsync();
        await Expect(Value(page)).ToHaveTextAsync("value 4");
        await Expect(page.Panel("keys").Locator("circle.version[r='5']")).ToHaveCountAsync(5);

        var older = page.Panel("keys").GetByRole(AriaRole.Button, new() { Name = "Older version" });
        await older.ClickAsync();
        await Expect(page.Panel("keys").Locator(".key-view")).ToContainTextAsync("Deleted at");
        await older.ClickAsync();
        await Expect(Value(page)).ToHaveTextAsync("value 2");

        var slider = page.Panel("keys").GetByRole(AriaRole.Slider, new() { Name = "Point in time" });
        await slider.FillAsync("300");
        await Expect(Value(page)).ToHaveTextAsync("value 1");
        await slider.PressAsync("Home");
        await Expect(Value(page)).ToHaveTextAsync("value 0");
        await Expect(older).ToBeDisabledAsync();
        await page.Panel("keys").GetByRole(AriaRole.Button, new() { Name = "Now", Exact = true }).ClickAsync();
        await Expect(Value(page)).ToHaveTextAsync("value 4");
    }

    private static async Task SearchAsync(DashboardPage page, string prefix)
    {
        await page.Page.GetByLabel("Keys that begin with").FillAsync(prefix);
        await Expect(page.Panel("keys").Locator("button.key").First).ToContainTextAsync(prefix);
    }

    private static ILocator Value(DashboardPage page) => page.Panel("keys").Locator("pre.value");

    private static ILocator Show(DashboardPage page, string form) =>
        page.Panel("keys").GetByRole(AriaRole.Button, new() { Name = form, Exact = true });
}
