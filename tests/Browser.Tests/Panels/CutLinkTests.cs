using System.Text;
using Aevrion.Browser.Tests.Browser;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>A link is cut on the dashboard, both regions go on, and what differs is seen; then it is healed, and that is seen, too.</summary>
public sealed class CutLinkTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_written_while_the_link_is_cut_lights_up_and_fades_once_it_is_healed()
    {
        await using var regions = await (await TwoRegions.CreateAsync()).StartAsync();
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var card = page.Panel("peers").Locator("[data-peer=us]");
        await Expect(page.Panel("tree").Locator(".tree-summary")).ToHaveTextAsync("No difference with us is known.");

        await card.GetByRole(AriaRole.Button, new() { Name = "Pause the link with us" }).ClickAsync();
        await Expect(card.Locator(".pill")).ToHaveTextAsync("paused");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Sync now with us" })).ToBeDisabledAsync();
        await Expect(page.Panel("vitals")).ToContainTextAsync("0 of 1");

        var here = await WriteAsync(regions.Eu, "eu");
        var there = await WriteAsync(regions.Us, "us");
        await Expect(page.Marked(0, "waits").First).ToBeAttachedAsync();
        await Expect(page.Node(0, here / 1000)).ToHaveAttributeAsync("data-state", "waits");
        await Expect(page.Node(1, here / 32_000)).ToHaveAttributeAsync("data-state", "waits");
        await Expect(page.Panel("tree").Locator(".tree-summary")).ToContainTextAsync("5 events");
        await Expect(page.Panel("tree").Locator(".tree-summary")).ToContainTextAsync("the link is paused");
        await Expect(card).ToContainTextAsync("5 events");

        await card.GetByRole(AriaRole.Button, new() { Name = "Resume the link with us" }).ClickAsync();
        await Expect(card.Locator(".pill")).ToHaveTextAsync("connected");
        await Expect(page.Marked(0, "waits")).ToHaveCountAsync(0);
        await Expect(page.Panel("tree").Locator(".tree-summary")).Not.ToContainTextAsync("wait");
        await Expect(page.Node(0, there / 1000).Locator("rect[class*='heat-']")).ToHaveCountAsync(1);
        await Eventually.HoldsAsync(async () => await regions.Eu.Api.CountAsync() == 10 && await regions.Us.Api.CountAsync() == 10, "both have everything");
    }

    /// <summary>Writes five events.</summary>
    /// <returns>When, in milliseconds since the Unix epoch.</returns>
    private static async Task<long> WriteAsync(TestSilo silo, string name)
    {
        var lines = new StringBuilder();
        for (var number = 0; number < 5; number++)
            lines.AppendLine($$"""{"op":"put","key":"cut:{{name}}:{{number}}","text":"written while the link was cut"}""");
        var results = (await silo.Api.PostAsync("/v1/batch", lines.ToString())).AssertDone().Json.GetProperty("results");
        return results[0].GetProperty("timestamp").GetInt64();
    }
}
