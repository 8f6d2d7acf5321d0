using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Aevrion.Samples.Tests;

/// <summary>samples/Profiles: a web application in each of two regions, which uses the client.</summary>
public sealed class ProfilesTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_in_one_region_is_shown_live_in_the_other()
    {
        await using var eu = await StartAsync(hosts.Eu, hosts.Us);
        await using var us = await StartAsync(hosts.Us, hosts.Eu);
        using var live = await us.Http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Ended);
        await using var stream = await live.Content.ReadAsStreamAsync(Ended);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using var events = SseParser.Create(stream).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("ready", events.Current.EventType);
        await SaveAsync(eu, "alice", "Wonderland");
        JsonElement profile;
        do
        {
            Assert.True(await events.MoveNextAsync());
            profile = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
        }
        while (profile.GetProperty("name").GetString() != "alice");

        Assert.Equal(("change", "eu"), (events.Current.EventType, profile.GetProperty("changedIn").GetString()));
        Assert.Equal("Wonderland", (await us.Http.GetFromJsonAsync<JsonElement>("/profiles/alice", Ended)).GetProperty("profile").GetProperty("city").GetString());
    }

    [Fact]
    public async Task Nobodys_change_is_overwritten_unseen_and_all_versions_stay()
    {
        await using var eu = await StartAsync(hosts.Eu, hosts.Us);
        var first = await SaveAsync(eu, "bob", "Rome");
        await SaveAsync(eu, "bob", "Oslo", first);

        using var late = await SendAsync(eu, "bob", "Bern", first);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        var history = await eu.Http.GetFromJsonAsync<JsonElement[]>("/profiles/bob/history", Ended);
        Assert.Equal(["Oslo", "Rome"], history!.Select(version => version.GetProperty("profile").GetProperty("city").GetString()));
    }

    [Fact]
    public async Task The_page_and_what_it_loads_are_served()
    {
        await using var eu = await StartAsync(hosts.Eu, hosts.Us);
        foreach (var path in new[] { "/", "/page.js", "/style.css" })
        {
            using var answer = await eu.Http.GetAsync(path, Ended);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task It_goes_on_in_the_next_region_when_the_nearest_does_not_answer()
    {
        var nobody = $"http://127.0.0.1:{SampleProcess.FreePort()}";
        await using var profiles = await StartAsync(nobody, hosts.Us.Url);
        await SaveAsync(profiles, "carol", "Lima");
        Assert.Equal("us", (await profiles.Http.GetFromJsonAsync<JsonElement>("/profiles/carol", Ended)).GetProperty("changedIn").GetString());
    }

    private static Task<SampleProcess> StartAsync(SampleProcess nearest, SampleProcess other) => StartAsync(nearest.Url, other.Url);

    private static Task<SampleProcess> StartAsync(string nearest, string other) =>
        SampleProcess.StartAsync("Profiles", SampleProcess.FreePort(), "/", $"Aevrion:Regions={nearest},{other}");

    private static async Task<string> SaveAsync(SampleProcess profiles, string name, string city, string? seen = null)
    {
        using var answer = await SendAsync(profiles, name, city, seen);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ended)).GetProperty("version").GetString()!;
    }

    private static async Task<HttpResponseMessage> SendAsync(SampleProcess profiles, string name, string city, string? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/profiles/{name}") { Content = JsonContent.Create(new { displayName = name, city }) };
        if (seen is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        return await profiles.Http.SendAsync(request, Ended);
    }
}
