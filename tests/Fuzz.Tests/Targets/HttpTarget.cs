using System.Net.Sockets;
using System.Text;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>
/// Bytes on a connection to a silo that runs. Each answer has a status of its own kind: what is wrong with a request is the sender's
/// mistake, never the silo's.
/// </summary>
internal sealed class HttpTarget(int port) : FuzzTarget
{
    private const int MaxAnswerBytes = 8 * 1024 * 1024;
    private const int PatienceMs = 20_000;

    public override string Name => "http";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        Request("GET", "/v1/kv/a"), Request("PUT", "/v1/kv/a?ack=local", "value"), Request("DELETE", "/v1/kv/a", headers: $"If-Match: \"{Given.Id}\"\r\n"),
        Request("GET", "/v1/kv?prefix=a&limit=2&values=true"), Request("GET", "/v1/history?limit=1"), Request("GET", "/v1/history/a?before=5m%20ago&values=true"),
        Request("POST", "/v1/batch", """{"op":"put","key":"b","text":"c","timestamp":1700000000000}"""), Request("POST", "/v1/kv", """{"keys":["a","b"]}"""),
        Request("GET", "/v1/tree"), Request("GET", "/v1/tree/1/0"), Request("GET", "/v1/tree/0/28333333"), Request("GET", "/v1/conflicts"),
        Request("POST", "/v1/conflicts/a", """{"pick":"winner"}"""), Request("GET", "/v1/status"), Request("GET", "/v1/peers"), Request("POST", "/v1/peers/us/sync"),
        Request("HEAD", "/openapi/v1.json"), Request("GET", "/readyz"),
        "PUT /v1/kv/chunked HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GET /v1/peer HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: aevrion.peer.v2\r\n\r\n");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "\r\n", "\r\n\r\n", "GET ", "PUT ", "POST ", "HEAD ", "DELETE ", "OPTIONS ", "PATCH ", " HTTP/1.1", " HTTP/1.0", " HTTP/2.0", "/v1/", "kv", "history", "batch",
        "tree/", "conflicts", "rebuild", "verify", "watch?since=0", "%00", "%2e%2e/", "?at=", "&limit=", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n",
        "Expect: 100-continue\r\n", "Content-Encoding: gzip\r\n", "If-None-Match: *\r\n", "Idempotency-Key: x\r\n", "Last-Event-ID: x\r\n", "ffffffff\r\n");

    public override long AllowedBytes(int inputBytes) => 4L * MaxAnswerBytes;

    public override string Run(byte[] input)
    {
        using var client = new TcpClient { SendTimeout = PatienceMs, ReceiveTimeout = PatienceMs, NoDelay = true };
        client.Connect("127.0.0.1", port);
        var stream = client.GetStream();
        try
        {
            stream.Write(input);
            client.Client.Shutdown(SocketShutdown.Send);
            return Judge(ReadAll(stream));
        }
        catch (Exception broken) when (broken is IOException { InnerException: SocketException { SocketErrorCode: not SocketError.TimedOut } } or SocketException)
        {
            return "closed";
        }
    }

    private static string ReadAll(NetworkStream stream)
    {
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            answer.Write(buffer, 0, read);
            if (answer.Length > MaxAnswerBytes)
                throw new InvalidOperationException("An answer without end.");
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static string Judge(string answer)
    {
        if (answer.Length == 0)
            return "nothing";
        if (!answer.StartsWith("HTTP/1.", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not an answer: {answer[..Math.Min(answer.Length, 100)]}");
        if (answer.Contains("urn:aevrion:problem:internal", StringComparison.Ordinal) || answer.Contains("HTTP/1.1 500", StringComparison.Ordinal))
            throw new InvalidOperationException($"The silo takes it for its own mistake: {answer[..Math.Min(answer.Length, 400)]}");
        var type = answer.IndexOf("urn:aevrion:problem:", StringComparison.Ordinal);
        return $"{answer.Split(' ', 3)[1]} {(type < 0 ? "" : answer[type..].Split('"')[0])}";
    }

    private static string Request(string method, string target, string? body = null, string headers = "") =>
        $"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}{(body is null ? "" : $"Content-Length: {body.Length}\r\n")}\r\n{body}";
}
