using Aevrion.Browser.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>How the region stands with its peers.</summary>
public sealed class PeersPanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task It_shows_the_link_and_the_last_exchange()
    {
        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var card = page.Panel("peers").Locator("[data-peer=us]");
        await Expect(card.Locator(".pill")).ToHaveTextAsync("connected");
        await Expect(card).ToContainTextAsync("0 events");
        await card.GetByRole(AriaRole.Button, new() { Name = "Sync now with us" }).ClickAsync();
        await Expect(card).ToContainTextAsync("Equal after");
        await Expect(card).ToContainTextAsync("just now");
        await Expect(card).ToContainTextAsync("Bytes out, in");
    }
}
