using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Aevrion.Client.Watches;

/// <summary>Reads server-sent events (WHATWG HTML, section 9.2), comments included.</summary>
internal sealed class EventStreamReader(Stream stream)
{
    /// <summary>Longest line: a change with the largest key and value, and much to spare (4 MiB).</summary>
    private const int MaxLineBytes = 4 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    private readonly PipeReader _lines = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));

    /// <summary>The next frame; null at the end of the stream, where a frame that is not complete does not count.</summary>
    public async Task<ServerSentFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        var frame = new ServerSentFrame(null, null, null);
        var isEmpty = true;
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
            {
                frame = Add(frame, line);
                isEmpty = false;
            }
            else if (!isEmpty)
            {
                return frame;
            }
        }

        return null;
    }

    private static ServerSentFrame Add(ServerSentFrame frame, byte[] line)
    {
        var colon = Array.IndexOf(line, (byte)':');
        if (colon == 0)
            return frame with { Comment = Encoding.UTF8.GetString(line.AsSpan(1)).Trim() };
        var name = Encoding.UTF8.GetString(colon < 0 ? line : line.AsSpan(0, colon));
        var value = colon < 0 ? [] : line.AsSpan(colon + 1);
        if (value is [(byte)' ', ..])
            value = value[1..];
        return name switch
        {
            "event" => frame with { Kind = Encoding.UTF8.GetString(value) },
            "data" when frame.Data is { } before => frame with { Data = [.. before, (byte)'\n', .. value] },
            "data" => frame with { Data = value.ToArray() },
            _ => frame, // the id is in the data as well
        };
    }

    private async ValueTask<byte[]?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _lines.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line is [.., (byte)'\r'] ? line[..^1] : line;
            }

            if (read.IsCompleted)
                return null;
            if (read.Buffer.Length > MaxLineBytes)
                throw new InvalidDataException("A line of the event stream is too long.");
            _lines.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
