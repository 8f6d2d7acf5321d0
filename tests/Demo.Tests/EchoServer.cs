using System.Net;
using System.Net.Sockets;

namespace Aevrion.Demo.Tests;

/// <summary>Sends back whatever it receives.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    public EchoServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Whether a connection that was accepted ends in that time.</summary>
    public async Task<bool> LostAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await _lost.Task.WaitAsync(patience, cancellationToken);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                Interlocked.Increment(ref _accepted);
                _ = EchoAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is being disposed.
        }
    }

    private async Task EchoAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().CopyToAsync(client.GetStream(), _closing.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The connection was broken, or the server is being disposed.
        }

        client.Dispose();
        _lost.TrySetResult();
    }
}
