using System.Buffers.Text;
using System.Text;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Load;

/// <summary>Requests for a load, written without allocating.</summary>
internal static class Requests
{
    private static readonly byte[] Value = BenchEvents.ValueOf(0);

    private static readonly byte[] GetStart = Encoding.ASCII.GetBytes($"GET /v1/kv/{BenchEvents.KeyPrefix}");
    private static readonly byte[] GetEnd = " HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray();

    private static readonly byte[] PutStart = Encoding.ASCII.GetBytes($"PUT /v1/kv/{BenchEvents.KeyPrefix}");
    private static readonly byte[] PutEnd = [.. Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: a\r\nContent-Length: {Value.Length}\r\n\r\n"), .. Value];

    /// <summary>Reads a key drawn among so many.</summary>
    public static HttpLoad.RequestWriter Get(int keys) => (buffer, number) => WriteKey(buffer, GetStart, GetEnd, DrawnKey(number, keys));

    /// <summary>Reads one key after the other, from the first again behind the last.</summary>
    public static HttpLoad.RequestWriter GetEach(int keys) => (buffer, number) => WriteKey(buffer, GetStart, GetEnd, number % keys);

    /// <summary>Writes a value of 128 bytes to a key drawn among so many.</summary>
    public static HttpLoad.RequestWriter Put(int keys) => (buffer, number) => WriteKey(buffer, PutStart, PutEnd, DrawnKey(number, keys));

    /// <summary>Writes one key after the other, the first again behind the last.</summary>
    public static HttpLoad.RequestWriter PutEach(int keys) => (buffer, number) => WriteKey(buffer, PutStart, PutEnd, number % keys);

    /// <summary>Writes a batch of so many lines, each a value of 128 bytes to a key drawn among so many.</summary>
    public static HttpLoad.RequestWriter Batch(int lines, int keys)
    {
        var head = Encoding.ASCII.GetBytes($"{{\"op\":\"put\",\"key\":\"{BenchEvents.KeyPrefix}");
        var tail = Encoding.ASCII.GetBytes($"\",\"value\":\"{Convert.ToBase64String(Value)}\"}}\n");
        var bodyBytes = lines * (head.Length + BenchEvents.KeyDigits + tail.Length);
        var start = Encoding.ASCII.GetBytes(
            $"POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nContent-Length: {bodyBytes}\r\n\r\n");
        return (buffer, number) =>
        {
            start.CopyTo(buffer);
            var at = start.Length;
            for (var line = 0; line < lines; line++)
                at += WriteKey(buffer[at..], head, tail, DrawnKey((number * lines) + line, keys));
            return at;
        };
    }

    private static int WriteKey(Span<byte> buffer, byte[] head, byte[] tail, long key)
    {
        head.CopyTo(buffer);
        Utf8Formatter.TryFormat(key, buffer[head.Length..], out _, new System.Buffers.StandardFormat('D', BenchEvents.KeyDigits));
        tail.CopyTo(buffer[(head.Length + BenchEvents.KeyDigits)..]);
        return head.Length + BenchEvents.KeyDigits + tail.Length;
    }

    private static long DrawnKey(long number, int keys) => (long)new SplitMix((ulong)number).Below((ulong)keys);
}
