using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>Region eu takes from us only keys that begin with user/ or with two words and a comma.</summary>
public sealed class MayWriteTests : IAsyncLifetime
{
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync()
    {
        _regions = await TwoRegions.CreateAsync();
        Regions.Eu.With("Peers:us:MayWrite", "user/, of%20us%2C");
        await Regions.StartAsync();
    }

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task What_the_peer_may_write_arrives_and_the_rest_does_not()
    {
        (await Regions.Us.Api.PutAsync("/v1/kv/admin/1", "v")).AssertDone();
        (await Regions.Us.Api.PutAsync("/v1/kv/user/1", "v")).AssertDone();
        (await Regions.Us.Api.PutAsync("/v1/kv/of%20us,1", "v")).AssertDone();
        (await Regions.Eu.Api.PutAsync("/v1/kv/admin/2", "v")).AssertDone();
        await HasAsync(Regions.Eu, "user/1");
        await HasAsync(Regions.Eu, "of%20us,1");
        await HasAsync(Regions.Us, "admin/2");
        Assert.Equal(404, (await Regions.Eu.Api.GetAsync("/v1/kv/admin/1")).Status);

        var us = await PeerOfAsync(Regions.Eu);
        Assert.NotEqual(0, us.GetProperty("inbound").GetProperty("eventsNotPermitted").GetInt64()); // once by a push, and again by each exchange
        Assert.Equal(["user/", "of us,"], us.GetProperty("mayWrite").EnumerateArray().Select(prefix => prefix.GetString()));
        var eu = await PeerOfAsync(Regions.Us);
        Assert.Equal(["user/", "of us,"], eu.GetProperty("takes").EnumerateArray().Select(prefix => prefix.GetString()));
    }

    [Fact]
    public async Task Exchanges_bring_what_may_be_written_look_once_for_the_rest_and_say_that_it_stays_different()
    {
        var old = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        var lines = string.Join('\n', Enumerable.Range(0, 40).Select(i =>
            $$"""{"op":"put","key":"{{(i % 2 == 0 ? "user" : "admin")}}/{{i}}","text":"{{i}}","timestamp":{{old + i}}}"""));
        (await Regions.Us.Api.PostAsync("/v1/batch", lines)).AssertDone();
        foreach (var (silo, peer) in new[] { (Regions.Eu, "us"), (Regions.Us, "eu") })
        {
            var report = (await silo.Api.PostAsync($"/v1/peers/{peer}/sync")).AssertDone().Json;
            Assert.False(report.GetProperty("equal").GetBoolean());
            Assert.InRange(report.GetProperty("roundTrips").GetInt32(), 1, 6);
            Assert.True((await PeerOfAsync(silo)).GetProperty("lastExchange").GetProperty("eventsNotPermitted").GetInt64() >= 20);
        }

        Assert.Equal(20, await Regions.Eu.Api.CountAsync());
        Assert.Equal(404, (await Regions.Eu.Api.GetAsync("/v1/kv/admin/1")).Status);
    }

    [Fact]
    public async Task A_write_that_the_peer_does_not_take_is_never_said_to_be_there()
    {
        var answer = await Regions.Us.Api.PutAsync("/v1/kv/admin/3?ack=all&timeout=1500", "v");
        answer.AssertProblem(504, "ack-timeout");
        Assert.Equal(["eu"], answer.Json.GetProperty("missing").EnumerateArray().Select(region => region.GetString()));
        (await Regions.Us.Api.PutAsync("/v1/kv/user/3?ack=all", "v")).AssertDone();
    }

    private static Task HasAsync(TestSilo silo, string key) => Eventually.HoldsAsync(
        async () => (await silo.Api.GetAsync($"/v1/kv/{key}")).Status == 200, $"{silo.Region} has {key}");

    private static async Task<JsonElement> PeerOfAsync(TestSilo silo) =>
        (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];
}
