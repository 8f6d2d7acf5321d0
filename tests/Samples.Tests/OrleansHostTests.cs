using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aevrion.Client;

namespace Aevrion.Samples.Tests;

/// <summary>samples/OrleansHost: an Orleans application whose own silo is one of the region.</summary>
public sealed class OrleansHostTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_grain_of_the_application_keeps_reaches_that_of_the_other_region()
    {
        using var set = await hosts.Eu.Http.PutAsync("/thermostats/hall?degrees=21.5", null, Ended);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        await TwoHosts.HoldsAsync(async () => await DegreesAsync(hosts.Us, "hall") == 21.5, "us knows the target that was set in eu");
        var past = await hosts.Us.Http.GetFromJsonAsync<JsonElement>("/thermostats/hall/past", Ended);
        Assert.Equal("eu", past[0].GetProperty("setIn").GetString());
    }

    [Fact]
    public async Task The_region_answers_the_api_and_its_clients_see_what_the_grains_wrote()
    {
        using var set = await hosts.Us.Http.PutAsync("/thermostats/porch?degrees=7", null, Ended);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        await using var client = new AevrionClient(hosts.Us.Url);

        var entry = await client.GetEntryAsync("thermostat/porch", cancellationToken: Ended);
        Assert.Equal("us", entry!.Origin);
        await client.PutAsync("../odd key", "a value", cancellationToken: Ended);
        Assert.Equal("a value", await client.GetAsync<string>("../odd key", cancellationToken: Ended));
        Assert.True((await client.SyncAsync("eu", Ended)).Equal);
        using var openApi = await hosts.Us.Http.GetAsync("/openapi/v1.json", Ended);
        Assert.Equal(HttpStatusCode.OK, openApi.StatusCode);
    }

    [Fact]
    public async Task The_applications_own_routes_are_its_own()
    {
        using var missing = await hosts.Eu.Http.GetAsync("/thermostats/nowhere", Ended);
        Assert.Equal((HttpStatusCode.NotFound, ""), (missing.StatusCode, await missing.Content.ReadAsStringAsync(Ended)));
        using var refused = await hosts.Eu.Http.PutAsync("/thermostats/hall?degrees=300", null, Ended);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var unknown = await hosts.Eu.Http.GetAsync("/v1/nothing", Ended);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<double?> DegreesAsync(SampleProcess host, string thermostat)
    {
        using var answer = await host.Http.GetAsync($"/thermostats/{thermostat}", Ended);
        return answer.StatusCode == HttpStatusCode.OK
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Ended)).GetProperty("degrees").GetDouble()
            : null;
    }
}
