using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>Region us comes to region eu, whose access is controlled: every request there needs a token.</summary>
public sealed class TokenExchangeTests : IAsyncLifetime
{
    private const string Admin = "the-administrators-token-of-this-test";

    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    private static (string, string) AsAdmin => ("Authorization", $"Bearer {Admin}");

    public async ValueTask InitializeAsync()
    {
        _regions = await TwoRegions.CreateAsync();
        await Regions.Eu.With("AdminToken", Admin).StartReadyAsync();
    }

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task A_peer_with_a_token_for_peers_is_let_in_and_thrown_out_when_it_is_revoked()
    {
        var made = await Regions.Eu.Api.SendAsync(HttpMethod.Post, "/v1/tokens", new StringContent("""{"scopes":["peer"]}"""), AsAdmin);
        var token = made.Json.GetProperty("token").GetString()!;
        await Regions.Us.With("Peers:eu:Token", token).StartReadyAsync();
        await StateOfEuAsync("connected", reason: null);
        await Eventually.HoldsAsync(async () => (await InboundAsync()).GetProperty("proof").GetString() == "token", "eu says how us came in");

        await Regions.Eu.Api.SendAsync(HttpMethod.Delete, $"/v1/tokens/{made.Json.GetProperty("id").GetString()}", content: null, AsAdmin);
        await StateOfEuAsync("refused", "wants a credential");
    }

    [Fact]
    public async Task A_peer_without_a_credential_is_not_let_in_and_both_say_why()
    {
        await Regions.Us.StartReadyAsync();
        await StateOfEuAsync("refused", "wants a credential");
        Assert.Contains("no valid credential", (await InboundAsync()).GetProperty("lastRefusal").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_with_the_secret_needs_no_token()
    {
        await Regions.Eu.StopAsync();
        await Regions.Eu.With("Peers:us:Secret", Knock.Secret).StartReadyAsync();
        await Regions.Us.With("Peers:eu:Secret", Knock.Secret).StartReadyAsync();
        await StateOfEuAsync("connected", reason: null);
        Assert.Equal("secret", (await InboundAsync()).GetProperty("proof").GetString());
    }

    private Task StateOfEuAsync(string state, string? reason) => Eventually.HoldsAsync(
        async () => (await Regions.Us.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0] is var eu
            && eu.GetProperty("state").GetString() == state
            && (reason is null || eu.GetProperty("stateReason").GetString()!.Contains(reason, StringComparison.Ordinal)),
        $"eu is {state} as us sees it");

    private async Task<JsonElement> InboundAsync() =>
        (await Regions.Eu.Api.GetAsync("/v1/peers", AsAdmin)).AssertDone().Json.GetProperty("peers")[0].GetProperty("inbound");
}
