using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Bench.Overload;

/// <summary>One kept-alive connection of an overload; one that breaks is made anew with the next request.</summary>
internal sealed class OverloadConnection(int port) : IDisposable
{
    private const int AnswerBytes = 4 * 1024;
    private const int StatusOffset = 9;
    private const int StatusDigits = 3;

    private readonly byte[] _answer = new byte[AnswerBytes];
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

    /// <summary>Sends a request.</summary>
    /// <returns>The status of the answer; 0 when the connection broke.</returns>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
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
        var wanted = int.MaxValue;
        while (filled < wanted)
        {
            if (filled == _answer.Length)
                throw new InvalidDataException($"An answer has more than {AnswerBytes} bytes.");
            var received = await socket.ReceiveAsync(_answer.AsMemory(filled), cancellationToken);
            if (received == 0)
                throw new InvalidDataException("The server closed the connection.");
            filled += received;
            wanted = LengthOf(_answer.AsSpan(0, filled));
        }

        return Utf8Parser.TryParse(_answer.AsSpan(StatusOffset, StatusDigits), out int status, out _)
            ? status
            : throw new InvalidDataException("An answer without a status.");
    }

    /// <summary>Bytes of an answer, head and body; more than there can be while that cannot be told.</summary>
    private static int LengthOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return int.MaxValue;
        var field = answer[..head].IndexOf("Content-Length: "u8);
        var end = head + "\r\n\r\n"u8.Length;
        return field >= 0 && Utf8Parser.TryParse(answer[(field + "Content-Length: "u8.Length)..], out int body, out _) ? end + body : end;
    }
}
