using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Bench.Overload;

/// <summary>One kept-alive connection of an overload; one that breaks is made anew with the next request.</summary>
internal sealed class OverloadConnection(int port) : IDisposable
{
    private const int BufferBytes = 4 * 1024;
    private const int StatusOffset = 9;
    private const int StatusDigits = 3;

    private readonly byte[] _answer = new byte[BufferBytes];
    private Socket? _socket;

    /// <summary>Opens it, unless it is open.</summary>
    public async ValueTask<Socket> OpenAsync(CancellationToken cancellationToken)
    {
        if (_socket is { } open)
            return open;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return _socket = socket;
    }

    /// <summary>Why the last request was not answered; null when it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>Sends a request.</summary>
    /// <returns>The status of the answer; 0 when there is none.</returns>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        Failure = null;
        try
        {
            var socket = await OpenAsync(cancellationToken);
            for (var sent = 0; sent < request.Length;)
                sent += await socket.SendAsync(request[sent..], cancellationToken);
            return await ReceiveAsync(socket, cancellationToken);
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or InvalidDataException)
        {
            Dispose();
            Failure = broken is SocketException socket ? $"{socket.SocketErrorCode}" : broken.Message;
            return 0;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<int> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var filled = 0;
        int head;
        while ((head = _answer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            filled += await ReceiveSomeAsync(socket, filled, cancellationToken);
        if (!Utf8Parser.TryParse(_answer.AsSpan(StatusOffset, StatusDigits), out int status, out _))
            throw new InvalidDataException("An answer without a status.");
        if (BodyBytes(_answer.AsSpan(0, head)) is { } bytes)
        {
            for (var missing = head + "\r\n\r\n"u8.Length + bytes - filled; missing > 0;)
                missing -= await ReceiveSomeAsync(socket, at: 0, cancellationToken);
            return status;
        }

        // In chunks, the last of them empty. Only what may be a part of that one is kept.
        while (!_answer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8))
        {
            var kept = Math.Min(filled, "\r\n0\r\n\r\n"u8.Length - 1);
            _answer.AsSpan(filled - kept, kept).CopyTo(_answer);
            filled = kept + await ReceiveSomeAsync(socket, kept, cancellationToken);
        }

        return status;
    }

    private async Task<int> ReceiveSomeAsync(Socket socket, int at, CancellationToken cancellationToken)
    {
        if (at == _answer.Length)
            throw new InvalidDataException($"The head of an answer has more than {BufferBytes} bytes.");
        var received = await socket.ReceiveAsync(_answer.AsMemory(at), cancellationToken);
        return received > 0 ? received : throw new InvalidDataException("The server closed the connection.");
    }

    /// <summary>Bytes of the body that the head of an answer announces; null when it comes in chunks.</summary>
    private static int? BodyBytes(ReadOnlySpan<byte> head)
    {
        var field = head.IndexOf("Content-Length: "u8);
        return field >= 0 && Utf8Parser.TryParse(head[(field + "Content-Length: "u8.Length)..], out int body, out _) ? body : null;
    }
}
