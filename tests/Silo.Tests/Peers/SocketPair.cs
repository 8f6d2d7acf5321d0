using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>Two ends of one WebSocket over a real connection, with what the client's end put on the wire counted.</summary>
internal sealed class SocketPair : IAsyncDisposable
{
    private readonly TcpClient _dialler;
    private readonly TcpClient _accepted;

    private SocketPair(TcpClient dialler, TcpClient accepted)
    {
        _dialler = dialler;
        _accepted = accepted;
        FromClient = new CountingStream(dialler.GetStream());
        Client = WebSocket.CreateFromStream(FromClient, new WebSocketCreationOptions { IsServer = false });
        Server = WebSocket.CreateFromStream(accepted.GetStream(), new WebSocketCreationOptions { IsServer = true });
    }

    public WebSocket Client { get; }

    public WebSocket Server { get; }

    public CountingStream FromClient { get; }

    public static async Task<SocketPair> CreateAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialler = new TcpClient();
        await dialler.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        return new SocketPair(dialler, await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut() => _dialler.Client.Close(0);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        Server.Dispose();
        _dialler.Dispose();
        _accepted.Dispose();
        return ValueTask.CompletedTask;
    }
}
