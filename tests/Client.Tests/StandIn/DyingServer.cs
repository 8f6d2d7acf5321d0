using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>
/// A server that answers the first request of a connection with "no such key" and closes the connection on the second without an answer,
/// as the operating system does for a process that was killed while it handled a request.
/// </summary>
internal sealed class DyingServer : IAsyncDisposable
{
    private const string Body = """{"type":"urn:aevrion:problem:not-found","detail":"There is no such key."}""";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _methods = new();
    private readonly Task _accepting;

    public DyingServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The methods of all requests, in order.</summary>
    public IReadOnlyList<string> Methods => [.. _methods];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        await ReadRequestAsync(client.GetStream());
        await client.GetStream().WriteAsync(Answer);
        await ReadRequestAsync(client.GetStream());
    }

    /// <summary>Reads a request without a body; the end of the connection counts as none.</summary>
    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var text = "";
        var buffer = new byte[4_096];
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                return;
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }

        _methods.Enqueue(text.Split(' ')[0]);
    }
}
