using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Access;

/// <summary>What a page of another site, in a browser on the silo's machine, can have done without a token: nothing.</summary>
public sealed class ForeignPageTests
{
    [Fact]
    public async Task A_page_of_another_site_writes_nothing_and_the_silos_own_pages_do()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        foreach (var origin in (string[])["http://evil.example", "null", $"http://127.0.0.1:{silo.Port + 1}", $"http://127.0.0.1:{silo.Port}.evil.example", "nonsense", ""])
        {
            (await silo.Api.PutAsync("/v1/kv/a", "v", ("Origin", origin))).AssertProblem(401, "unauthenticated");
            (await silo.Api.SendAsync(HttpMethod.Post, "/v1/batch", new StringContent("""{"op":"put","key":"a","text":"v"}"""), [("Origin", origin)]))
                .AssertProblem(401, "unauthenticated");
            (await silo.Api.GetAsync("/v1/status", ("Origin", origin))).AssertProblem(401, "unauthenticated");
        }

        Assert.Equal(0, await silo.Api.CountAsync());
        (await silo.Api.PutAsync("/v1/kv/a", "v", ("Origin", $"http://127.0.0.1:{silo.Port}"))).AssertDone();
        (await silo.Api.PutAsync("/v1/kv/a", "w")).AssertDone();
        Assert.Equal(200, (await silo.Api.GetAsync("/", ("Origin", "http://evil.example"))).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_is_no_peer()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).With("Peers:us:Url", "http://127.0.0.1:9").StartReadyAsync();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", "http://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{silo.Port}/v1/peer"), TestContext.Current.CancellationToken));
        Assert.Equal(401, (int)socket.HttpStatusCode);
    }
}
