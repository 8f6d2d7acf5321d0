using Aevrion.Browser.Tests.Browser;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using static Microsoft.Playwright.Assertions;

namespace Aevrion.Browser.Tests.Panels;

/// <summary>A page whose silo goes away and comes back.</summary>
public sealed class LostSiloTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_seen_is_said_to_be_old_until_the_silo_is_back()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        (await silo.Api.PutAsync("/v1/kv/kept", "value")).AssertDone();
        await using var page = await DashboardPage.OpenAsync(chromium, silo.Url);
        await Expect(page.Panel("keys").Locator("button.key")).ToHaveCountAsync(1);

        await silo.StopAsync();
        await Expect(page.Page.Locator("#health")).ToHaveTextAsync("Not reachable");
        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("What you see is of");
        await Expect(page.Panel("changes")).ToContainTextAsync("The connection was lost");

        await silo.StartReadyAsync();
        await Expect(page.Page.Locator("#health")).ToHaveTextAsync("Ready");
        await Expect(page.Page.Locator("#notice")).ToBeHiddenAsync();
        await Expect(page.Panel("changes")).Not.ToContainTextAsync("The connection was lost");
        (await silo.Api.PutAsync("/v1/kv/new", "value")).AssertDone();
        await Expect(page.Panel("changes").Locator("li")).ToContainTextAsync("new");
    }
}
