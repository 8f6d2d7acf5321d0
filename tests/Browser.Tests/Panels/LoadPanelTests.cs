using Aevrion.Browser.Tests.Browser;
using Aevrion.Silo.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>Throughput and latency.</summary>
public sealed class LoadPanelTests(Chromium chromium, ShownRegions regions)
{
    [Fact]
    public async Task It_draws_a_line_for_what_was_done_and_reads_out_the_figures_of_a_moment()
    {
        for (var number = 0; number < 20; number++)
            (await regions.Eu.Api.PutAsync($"/v1/kv/load:{number}", "value")).AssertDone();
        await Eventually.HoldsAsync(
            async () => (await regions.Eu.Api.GetAsync("/v1/load")).AssertDone().Json.GetProperty("points").GetArrayLength() > 0, "the load is told");

        await using var page = await DashboardPage.OpenAsync(chromium, regions.Eu.Url);
        var charts = page.Panel("load").Locator("svg.chart[role=img]");
        await Expect(charts).ToHaveCountAsync(2);
        await Expect(charts.First.Locator("path.line[d^=M]")).ToHaveCountAsync(4);
        await charts.First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Panel("load").Locator("svg.chart[aria-label^='Throughput at']")).ToHaveCountAsync(1);
        await Expect(page.Panel("load").Locator(".hair[visibility=visible]")).ToHaveCountAsync(1);
    }
}
