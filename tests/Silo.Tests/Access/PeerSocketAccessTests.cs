using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Peers;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Tests.Access;

/// <summary>Who gets a WebSocket at <c>/v1/peer</c>.</summary>
public sealed class PeerSocketAccessTests(AccessRegion region) : IClassFixture<AccessRegion>
{
    [Fact]
    public async Task Nobody_gets_one_without_a_token_of_scope_peer()
    {
        Assert.Equal(401, await RefusalAsync(token: null));
        Assert.Equal(401, await RefusalAsync("nonsense"));
        Assert.Equal(401, await RefusalAsync(region.ExpiredPeer));
        Assert.Equal(401, await RefusalAsync(region.RevokedPeer));
        Assert.Equal(403, await RefusalAsync(region.Limited));
        foreach (var (_, token) in region.Single.Where(entry => entry.Scope != AccessScopes.Peer))
            Assert.Equal(403, await RefusalAsync(token));
    }

    [Fact]
    public async Task A_token_of_scope_peer_opens_it_until_it_is_revoked()
    {
        var (id, token) = await region.CreateAsync("""{"scopes":["peer"]}""");
        using var socket = Socket(token);
        await socket.ConnectAsync(Address(), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);

        (await region.RevokeAsync(id)).AssertDone();
        var ended = await Assert.ThrowsAnyAsync<Exception>(() => ReadToEndAsync(socket).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.IsNotType<TimeoutException>(ended);
        Assert.Equal(401, await RefusalAsync(token));
    }

    private static async Task ReadToEndAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken)).MessageType != WebSocketMessageType.Close)
            continue;
        throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
    }

    private async Task<int> RefusalAsync(string? token)
    {
        using var socket = Socket(token);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address(), TestContext.Current.CancellationToken));
        return (int)socket.HttpStatusCode;
    }

    private static ClientWebSocket Socket(string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        return socket;
    }

    private Uri Address() => PeerSocketAddress.Of(new Uri(region.Silo.Url));
}
