using Aevrion.Browser.Tests.Browser;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Photography;

/// <summary>
/// Takes the pictures of the dashboard that the documentation shows, of two regions that really run. They show what was measured then, so they
/// are another each time; this is no test, and run only by <c>./aevrion pictures dashboard</c>.
/// </summary>
public sealed class DashboardPictures(Chromium chromium)
{
    /// <summary>Environment variable with the folder that the pictures go to.</summary>
    private const string FolderVariable = "AEVRION_PICTURES";

    private static readonly TimeSpan LoadedFor = TimeSpan.FromSeconds(150);

    private static readonly Look Desktop = new() { Width = 1280, Height = 880, Scale = 1.4f };
    private static readonly Look Dark = Desktop with { Scheme = ColorScheme.Dark };
    private static readonly Look Phone = Look.Phone with { Scale = 2 };

    [Fact]
    public async Task Take_them()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"Say in {FolderVariable} where the pictures go.");
        Directory.CreateDirectory(folder);
        await using var regions = await TwoRegions.CreateAsync();
        foreach (var silo in (TestSilo[])[regions.Eu, regions.Us])
            silo.With("Granularity", "60000").With("SettleDelay", "00:00:02").With("SyncPeriod", "00:00:20");

        // History first, so that it is no import behind the watermark.
        await regions.Eu.StartReadyAsync();
        var shop = new Shop(seed: 7);
        await shop.ImportHistoryAsync(regions.Eu.Api);

        // What the silo did so far is forgotten with it: the charts show customers, and no import.
        await regions.Eu.StopAsync();
        await Task.WhenAll(regions.Eu.StartReadyAsync(), regions.Us.StartReadyAsync());
        await regions.WaitForLinksAsync();
        (await regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();

        await LoadAsync(shop, regions, LoadedFor);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var goingOn = Task.WhenAll(shop.TradeAsync(regions.Eu, pauseMs: 25, over.Token), shop.TradeAsync(regions.Us, pauseMs: 60, over.Token));
        await TakeAsync(regions.Eu, Desktop, Path.Combine(folder, "dashboard-light.png"));
        await TakeAsync(regions.Eu, Dark, Path.Combine(folder, "dashboard-dark.png"));
        await TakeAsync(regions.Eu, Phone, Path.Combine(folder, "dashboard-phone.png"));
        await TakeDriftAsync(shop, regions, Path.Combine(folder, "dashboard-drift.png"));
        await over.CancelAsync();
        await goingOn;
    }

    private static async Task LoadAsync(Shop shop, TwoRegions regions, TimeSpan span)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(span);
        await Task.WhenAll(shop.TradeAsync(regions.Eu, pauseMs: 25, over.Token), shop.TradeAsync(regions.Us, pauseMs: 60, over.Token));
    }

    private async Task TakeAsync(TestSilo silo, Look look, string file)
    {
        await using var page = await OpenAsync(silo, look);
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
    }

    private async Task TakeDriftAsync(Shop shop, TwoRegions regions, string file)
    {
        (await regions.Eu.Api.PostAsync("/v1/peers/us/pause")).AssertDone();
        await shop.ImportLateAsync(regions.Eu.Api);
        await using var page = await OpenAsync(regions.Eu, Desktop);
        await Expect(page.Panel("peers").Locator("[data-peer=us] .pill")).ToHaveTextAsync("paused");
        var differing = page.Marked(0, "waits");
        await Expect(differing.First).ToBeAttachedAsync();
        await differing.First.ClickAsync();
        await Expect(page.Panel("tree").Locator(".leaf-events li").First).ToBeVisibleAsync();
        await page.Page.Mouse.MoveAsync(5, 5);
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        (await regions.Eu.Api.PostAsync("/v1/peers/us/resume")).AssertDone();
    }

    private async Task<DashboardPage> OpenAsync(TestSilo silo, Look look)
    {
        var page = await DashboardPage.OpenAsync(chromium, silo.Url, look);
        await Expect(page.Panel("tree").Locator("[role=gridcell] [class*=heat-]").First).ToBeAttachedAsync();
        await Expect(page.Panel("tree").Locator(".tree-summary")).Not.ToBeEmptyAsync();
        await Expect(page.Panel("load").Locator("path.line[d^=M]").First).ToBeAttachedAsync();
        await Expect(page.Panel("peers").Locator("[data-peer=us]")).ToBeVisibleAsync();
        await Expect(page.Panel("changes").Locator("li").First).ToBeAttachedAsync();
        return page;
    }
}
