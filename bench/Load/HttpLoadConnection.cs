using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Aevrion.Bench.Load;

/// <summary>One kept-alive connection of a load. Knows of HTTP/1.1 just what the answers of the servers measured here need.</summary>
internal sealed class HttpLoadConnection(Socket socket) : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int StatusOffset = 9;
    private const int Success = '2';

    private readonly byte[] _request = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private readonly byte[] _answer = GC.AllocateUninitializedArray<byte>(BufferBytes);

    /// <summary>When the request in flight was sent.</summary>
    public long SentAt { get; private set; }

    public void Send(HttpLoad.RequestWriter write, long number)
    {
        var length = write(_request, number);
        SentAt = TimeProvider.System.GetTimestamp();
        for (var sent = 0; sent < length;)
            sent += socket.Send(_request.AsSpan(sent, length - sent));
    }

    /// <summary>Waits for the answer.</summary>
    /// <exception cref="InvalidDataException">It is not one of success, or too long.</exception>
    public void Receive()
    {
        var filled = 0;
        var wanted = -1;
        do
        {
            if (filled == _answer.Length)
                throw new InvalidDataException($"An answer has more than {BufferBytes:N0} bytes.");
            var received = socket.Receive(_answer.AsSpan(filled));
            if (received == 0)
                throw new InvalidDataException("The server closed a connection.");
            filled += received;
            wanted = wanted < 0 ? LengthOf(_answer.AsSpan(0, filled)) : wanted;
        }
        while (wanted < 0 || filled < wanted);

        if (_answer[StatusOffset] != Success)
            throw new InvalidDataException("The server refused a request: " + Encoding.UTF8.GetString(_answer, 0, filled));
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Bytes of an answer, head and body; −1 while that cannot be told.</summary>
    private static int LengthOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        var body = head + "\r\n\r\n"u8.Length;
        var field = answer[..head].IndexOf("Content-Length: "u8);
        if (field >= 0 && Utf8Parser.TryParse(answer[(field + "Content-Length: "u8.Length)..], out int length, out _))
            return body + length;

        // In chunks: it ends with the empty one.
        return answer[body..].EndsWith("0\r\n\r\n"u8) ? answer.Length : -1;
    }
}
