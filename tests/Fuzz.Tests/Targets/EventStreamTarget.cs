using System.Text;
using Aevrion.Client;
using Aevrion.Client.Watches;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>What a watch is sent. Frames are the same however their bytes come; a change is one of the contract or an error.</summary>
internal sealed class EventStreamTarget : FuzzTarget
{
    private const string Change =
        $$"""{"key":"a","id":"{{Given.Id}}","timestamp":1700000000000,"origin":"eu","deleted":false,"size":1,"value":"AA=="}""";

    public override string Name => "event-stream";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        $": now=1700000000000 converged=1699999999999 resume={Given.Id}\n\nid: {Given.Id}\nevent: put\ndata: {Change}\n\n",
        $"id: {Given.Id}\r\nevent: delete\r\ndata: {Change.Replace("false", "true", StringComparison.Ordinal)}\r\n\r\nevent: slow\ndata: {{}}\n\n",
        "data: a\ndata: b\ndata\n:\nretry: 5\n\n\n\ndata: not the end");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "data: ", "data:x\n", "event: put\n", "event: ", "id: ", ":", "\n", "\r\n", "\n\n", "\ufeff", ": now=", " resume=", Change, "null", "{}");

    public override int MaxInputBytes => 32 * 1024;

    /// <summary>The bytes come in pieces as small as one, read twice, and a line may be empty.</summary>
    public override long AllowedBytes(int inputBytes) => (1024 * 1024) + (2048L * inputBytes);

    public override string Run(byte[] input)
    {
        var expected = Aside(() => Frames(input).ToList());
        var reader = new EventStreamReader(new DrippingStream(input));
        foreach (var frame in expected)
        {
            var read = Completed.Result(reader.ReadAsync(CancellationToken.None));
            if (read is null || read.Kind != frame.Kind || read.Comment != frame.Comment || !read.Data.AsSpan().SequenceEqual(frame.Data))
                throw new InvalidOperationException($"Another frame was read than was sent: {read} instead of {frame}.");
        }

        if (Completed.Result(reader.ReadAsync(CancellationToken.None)) is not null)
            throw new InvalidOperationException("A frame was read that is not complete.");
        return $"{Math.Min(expected.Count, 4)} {Watch(input)}";
    }

    private static string Watch(byte[] input)
    {
        var cursor = new WatchCursor("", null, mayChangeRegion: true);
        using var connection = new WatchConnection(new HttpResponseMessage(), new DrippingStream(input), cursor, TimeSpan.FromMinutes(1), TimeProvider.System);
        var changes = 0;
        try
        {
            while (Completed.Result(connection.ReadAsync(CancellationToken.None)) is not null)
                changes++;
            _ = new Uri(new Uri("http://region"), cursor.ToPath());
            return $"{Math.Min(changes, 4)} {cursor.HasBegun} {cursor.LastId?.Length == Given.Id.Length}";
        }
        catch (AevrionException refused)
        {
            return Names.Of(refused.Message);
        }
    }

    private static IEnumerable<ServerSentFrame> Frames(byte[] input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n').SkipLast(1).Select(line => line.EndsWith('\r') ? line[..^1] : line);
        var frame = new ServerSentFrame(null, null, null);
        var isEmpty = true;
        foreach (var line in lines)
        {
            if (line.Length == 0 && !isEmpty)
            {
                yield return frame;
                (frame, isEmpty) = (new ServerSentFrame(null, null, null), true);
            }
            else if (line.Length > 0)
            {
                (frame, isEmpty) = (With(frame, line), false);
            }
        }
    }

    private static ServerSentFrame With(ServerSentFrame frame, string line)
    {
        var parts = line.Split(':', 2);
        var value = parts.Length == 1 ? "" : parts[1];
        if (parts[0].Length == 0)
            return frame with { Comment = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value)).Trim() };
        value = value.StartsWith(' ') ? value[1..] : value;
        var bytes = Encoding.Latin1.GetBytes(value);
        return parts[0] switch
        {
            "event" => frame with { Kind = Encoding.UTF8.GetString(bytes) },
            "data" => frame with { Data = frame.Data is { } before ? [.. before, (byte)'\n', .. bytes] : bytes },
            _ => frame,
        };
    }
}
