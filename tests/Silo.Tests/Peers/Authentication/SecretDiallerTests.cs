using System.Buffers.Text;
using Aevrion.Grains.Peers;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Peers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>A region that dials whoever sits at the address of its peer: nothing is sent before that one has proved to know the secret.</summary>
public sealed class SecretDiallerTests(RegionWithSecrets region) : IClassFixture<RegionWithSecrets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_that_asks_for_no_proof_and_gives_none_gets_no_frame()
    {
        await using var impostor = await Impostor.StartAsync(_ => Task.FromResult(true));
        var refusal = await AssertNotProvenAsync(impostor);
        Assert.Contains("Aevrion:Peers:us:Secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_does_not_know_the_secret_gets_no_frame()
    {
        await using var impostor = await Impostor.StartAsync(async context =>
        {
            if (context.Request.Headers.Authorization.ToString().Contains("proof", StringComparison.Ordinal))
            {
                context.Response.Headers["Authentication-Info"] = $"proof=\"{Base64Url.EncodeToString(new byte[32])}\"";
                return true;
            }

            return await ChallengeAsync(context, new byte[40]);
        });
        Assert.Contains("does not know the secret", await AssertNotProvenAsync(impostor), StringComparison.Ordinal);
        Assert.Equal(2, impostor.Answers.Count);
    }

    [Fact]
    public async Task The_answer_to_a_challenge_is_of_no_use_as_a_proof_of_the_listener()
    {
        await using var impostor = await Impostor.StartAsync(async context =>
        {
            var answer = context.Request.Headers.Authorization.ToString();
            if (!answer.Contains("proof", StringComparison.Ordinal))
                return await ChallengeAsync(context, new byte[40]);
            context.Response.Headers["Authentication-Info"] = $"proof{answer.Split("proof")[1]}";
            return true;
        });
        await AssertNotProvenAsync(impostor);
    }

    [Fact]
    public async Task A_challenge_passed_on_to_another_region_of_the_same_secret_opens_nothing_there()
    {
        // us dials ap, where somebody sits who has fetched a challenge of eu and would come in there as us.
        var knock = new Knock();
        await using var relay = await Impostor.StartAsync(async context =>
            await ChallengeAsync(context, await knock.ChallengeAsync(region.Silo.Port)));
        await AssertNotProvenAsync(relay, peer: "ap");
        var answer = relay.Answers.Last();
        Assert.Contains("region=\"us\"", answer, StringComparison.Ordinal);
        Assert.Equal("proof-wrong", await Knock.RefusalAsync(region.Silo.Port, answer));
    }

    [Fact]
    public async Task A_challenge_passed_back_to_the_region_that_made_it_opens_nothing_there()
    {
        // eu is dialled and dials; who sits at us has eu answer eu's own challenge.
        var knock = new Knock();
        await using var mirror = await Impostor.StartAsync(async context =>
            await ChallengeAsync(context, await knock.ChallengeAsync(region.Silo.Port)));
        await AssertNotProvenAsync(mirror, own: "eu", peer: "us");
        var answer = mirror.Answers.Last().Replace("region=\"eu\"", "region=\"us\"", StringComparison.Ordinal);
        Assert.Equal("proof-wrong", await Knock.RefusalAsync(region.Silo.Port, answer));
    }

    [Fact]
    public async Task The_secret_is_never_sent()
    {
        await using var impostor = await Impostor.StartAsync(context => ChallengeAsync(context, new byte[40]));
        await AssertNotProvenAsync(impostor);
        var secret = System.Text.Encoding.UTF8.GetBytes(Knock.Secret);
        Assert.All(impostor.Headers, header =>
        {
            Assert.DoesNotContain(Knock.Secret, header, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..20], header, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_region_without_the_secret_is_told_that_one_is_wanted()
    {
        var connector = ConnectorOf("us", "eu", new Uri(region.Silo.Url), secret: null);
        var refusal = await Assert.ThrowsAsync<PeerNotProvenException>(() => connector.ConnectAsync("eu", new Uri(region.Silo.Url), Cancellation));
        Assert.Contains("wants a credential", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> AssertNotProvenAsync(Impostor impostor, string own = "us", string peer = "eu")
    {
        var connector = ConnectorOf(own, peer, impostor.Url, Knock.Secret);
        var refusal = await Assert.ThrowsAsync<PeerNotProvenException>(() => connector.ConnectAsync(peer, impostor.Url, Cancellation));
        Assert.Equal(0, impostor.BytesOfFrames);
        return refusal.Message;
    }

    private static Task<bool> ChallengeAsync(HttpContext context, byte[] nonce)
    {
        context.Response.Headers.WWWAuthenticate = $"Aevrion-Peer nonce=\"{Base64Url.EncodeToString(nonce)}\"";
        return Task.FromResult(false);
    }

    private static WebSocketPeerConnector ConnectorOf(string own, string peer, Uri url, string? secret)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aevrion:Region"] = own,
            ["Aevrion:Postgres"] = "Host=localhost;Database=unused",
            [$"Aevrion:Peers:{peer}:Url"] = url.ToString(),
            [$"Aevrion:Peers:{peer}:Secret"] = secret,
        }).Build();
        return new WebSocketPeerConnector(SiloSettingsReader.Read(configuration), TimeProvider.System);
    }
}
