using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>Two regions, each a silo, with secrets for each other.</summary>
public sealed class SecretExchangeTests : IAsyncLifetime
{
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task Regions_that_share_a_secret_replicate()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(file, Knock.Secret + "\n", TestContext.Current.CancellationToken);
            Regions.Eu.With("Peers:us:Secret", Knock.Secret);
            Regions.Us.With("Peers:eu:SecretFile", file);
            await Regions.StartAsync();
        }
        finally
        {
            File.Delete(file);
        }

        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Regions.Us.Api.GetAsync("/v1/kv/key")).Status == 200, "us has what eu wrote");
        foreach (var silo in new[] { Regions.Eu, Regions.Us })
            Assert.Equal("secret", (await PeerOfAsync(silo)).GetProperty("inbound").GetProperty("proof").GetString());
    }

    [Fact]
    public async Task Regions_with_different_secrets_both_say_why_they_are_apart()
    {
        Regions.Eu.With("Peers:us:Secret", Knock.Secret);
        Regions.Us.With("Peers:eu:Secret", Knock.Secret + ", or so");
        await AssertApartAsync("secret", "secret");
    }

    [Fact]
    public async Task A_region_that_has_no_secret_for_one_that_has_and_that_one_both_say_why_they_are_apart()
    {
        Regions.Eu.With("Peers:us:Secret", Knock.Secret);
        await Task.WhenAll(Regions.Eu.StartReadyAsync(), Regions.Us.StartReadyAsync());
        await RefusedAsync(Regions.Eu, "Aevrion:Peers:eu:Secret");
        await RefusedAsync(Regions.Us, "wants a credential");
        Assert.Contains("no valid credential", (await PeerOfAsync(Regions.Eu)).GetProperty("inbound").GetProperty("lastRefusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await PeerOfAsync(Regions.Us)).GetProperty("inbound").GetProperty("connections").GetInt32());
    }

    private async Task AssertApartAsync(params string[] words)
    {
        await Task.WhenAll(Regions.Eu.StartReadyAsync(), Regions.Us.StartReadyAsync());
        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        foreach (var silo in new[] { Regions.Eu, Regions.Us })
        {
            await RefusedAsync(silo, words[0]);
            await Eventually.HoldsAsync(
                async () => (await PeerOfAsync(silo)).GetProperty("inbound") is var inbound && inbound.GetProperty("state").GetString() == "refused"
                    && inbound.GetProperty("lastRefusal").GetString()!.Contains(words[1], StringComparison.Ordinal),
                $"{silo.Region} says why it did not let the other in");
        }

        Assert.Equal(404, (await Regions.Us.Api.GetAsync("/v1/kv/key")).Status);
    }

    private static Task RefusedAsync(TestSilo silo, string word) => Eventually.HoldsAsync(
        async () => await PeerOfAsync(silo) is var peer && peer.GetProperty("state").GetString() == "refused"
            && peer.GetProperty("stateReason").GetString()!.Contains(word, StringComparison.Ordinal),
        $"{silo.Region} says why it is not let in");

    private static async Task<JsonElement> PeerOfAsync(TestSilo silo) =>
        (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];
}
