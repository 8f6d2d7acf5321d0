using System.Net;
using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Peers;

namespace Aevrion.Silo.Peers;

/// <summary>Connects to other regions' silos by WebSocket, directly: no proxy stands between regions.</summary>
internal sealed class WebSocketPeerConnector(TimeProvider timeProvider) : IPeerConnector
{
    /// <inheritdoc/>
    public async Task<IPeerChannel> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PeerSocketLimits.ConnectTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var socket = new ClientWebSocket();
        try
        {
            var options = socket.Options;
            options.AddSubProtocol(ProtocolLimits.Subprotocol);
            options.Proxy = null;
            options.KeepAliveInterval = PeerSocketLimits.PingInterval;
            options.KeepAliveTimeout = PeerSocketLimits.PongTimeout;
            options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(PeerSocketAddress.Of(url), either.Token);
            return new WebSocketPeerChannel(socket, isClient: true);
        }
        catch (OperationCanceledException tooLate) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new PeerConnectionLostException($"{url} did not answer within {PeerSocketLimits.ConnectTimeout.TotalSeconds} seconds.", tooLate);
        }
        catch (WebSocketException failure)
        {
            var reason = Describe(socket, failure);
            socket.Dispose();
            throw new PeerConnectionLostException($"{url} cannot be reached: {reason}", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Describe(ClientWebSocket socket, WebSocketException failure) => socket.HttpStatusCode switch
    {
        default(HttpStatusCode) or HttpStatusCode.SwitchingProtocols => failure.GetBaseException().Message,
        HttpStatusCode.ServiceUnavailable => "its region is not ready yet.",
        var status => $"it answered {(int)status} {status}. Check that the URL is that of an Aevrion silo.",
    };
}
