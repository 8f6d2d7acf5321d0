using System.Net;
using System.Net.Sockets;

namespace Aevrion.Demo.Link;

/// <summary>
/// One direction of the link between two regions: what dials <see cref="Url"/> is put through to the target, until the link is cut.
/// Cutting resets every open connection; while cut, new ones are reset as soon as they are made.
/// </summary>
internal sealed class LinkProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>A region dials one connection a silo; more than this many would be no region.</summary>
    private const int MaxConnections = 64;

    private readonly int _targetPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private long _bytesCarried;
    private bool _isCut;

    /// <param name="targetPort">The port on this machine that the link leads to.</param>
    public LinkProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the link begins.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Bytes carried both ways since the start, all protocols' overhead above TCP included.</summary>
    public long BytesCarried => Interlocked.Read(ref _bytesCarried);

    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (var socket in _open)
                Reset(socket);
            _open.Clear();
        }
    }

    public void Heal()
    {
        lock (_lock)
            _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptSocketAsync(_closing.Token));
        }
        catch (OperationCanceledException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!TryOpen(near, far))
            {
                Reset(near);
                return;
            }

            await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _targetPort), _closing.Token);
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The target does not listen, or the link was cut meanwhile.
        }
        finally
        {
            Close(near, far);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                Interlocked.Add(ref _bytesCarried, read);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Either end has closed, or the link was cut.
        }
    }

    private bool TryOpen(Socket near, Socket far)
    {
        lock (_lock)
        {
            if (_isCut || _open.Count >= 2 * MaxConnections)
                return false;
            near.NoDelay = true;
            far.NoDelay = true;
            _open.Add(near);
            _open.Add(far);
            return true;
        }
    }

    private void Close(Socket near, Socket far)
    {
        lock (_lock)
        {
            _open.Remove(near);
            _open.Remove(far);
        }

        near.Dispose();
        far.Dispose();
    }

    /// <summary>Closing without lingering sends a reset, as from a machine that knows nothing of the connection.</summary>
    private static void Reset(Socket socket) => socket.Close(timeout: 0);
}
