using System.Net.Sockets;
using System.Text;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>A connection on which a client does what no HTTP client would: sends in drips, reads nothing, stays.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(int port)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync("127.0.0.1", port, Cancellation);
        return connection;
    }

    /// <summary>A connection; null when the other side closed it before it could be told that it is there.</summary>
    public static async Task<RawConnection?> TryOpenAsync(int port)
    {
        try
        {
            return await OpenAsync(port);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
        {
            return null;
        }
    }

    /// <summary>Sends text; false when the other side has closed.</summary>
    public async Task<bool> TrySendAsync(string text)
    {
        try
        {
            await _socket.SendAsync(Encoding.Latin1.GetBytes(text), Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>What comes until the other side closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        try
        {
            for (var read = await _socket.ReceiveAsync(buffer, limit.Token); read > 0; read = await _socket.ReceiveAsync(buffer, limit.Token))
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // A reset ends what came as well as a close does.
        }

        return answer.ToString();
    }

    /// <summary>What comes next, at least a byte of it; nothing when the other side closes.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var buffer = new byte[16 * 1024];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, limit.Token));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    public void Dispose() => _socket.Dispose();
}
