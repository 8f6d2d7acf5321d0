using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Aevrion.Client.Watches;

/// <summary>Reads server-sent events (WHATWG HTML, section 9.2), comments included.</summary>
internal sealed class EventStreamReader(Stream stream)
{
    /// <summary>Longest line: a change with the largest key and value, and much to spare (4 MiB).</summary>
    private const int MaxLineBytes = 4 * 1024 * 1024;

    /// <summary>Longest frame, whatever lines it is made of (8 MiB).</summary>
    private const int MaxFrameBytes = 8 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    private readonly PipeReader _lines = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
    private ArrayBufferWriter<byte>? _furtherData;

    /// <summary>The next frame; null at the end of the stream, where a frame that is not complete does not count.</summary>
    /// <exception cref="InvalidDataException">A line or a frame is too long.</exception>
    public async Task<ServerSentFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        var frame = new ServerSentFrame(null, null, null);
        var bytes = 0L;
        _furtherData = null;
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            bytes += line.Length;
            if (bytes > MaxFrameBytes)
                throw new InvalidDataException("A frame of the event stream is too long.");
            if (line.Length > 0)
                frame = Add(frame, line);
            else if (bytes > 0)
                return _furtherData is { } further ? frame with { Data = [.. frame.Data!, .. further.WrittenSpan] } : frame;
        }

        return null;
    }

    private ServerSentFrame Add(ServerSentFrame frame, byte[] line)
    {
        var colon = Array.IndexOf(line, (byte)':');
        if (colon == 0)
            return frame with { Comment = Encoding.UTF8.GetString(line.AsSpan(1)).Trim() };
        var name = colon < 0 ? line : line.AsSpan(0, colon);
        var value = colon < 0 ? [] : line.AsSpan(colon + 1);
        if (value is [(byte)' ', ..])
            value = value[1..];
        if (name.SequenceEqual("event"u8))
            return frame with { Kind = Encoding.UTF8.GetString(value) };
        if (!name.SequenceEqual("data"u8))
            return frame; // the id is in the data as well
        if (frame.Data is null)
            return frame with { Data = value.ToArray() };

        // Data in several lines is joined once, at the end of the frame.
        _furtherData ??= new ArrayBufferWriter<byte>();
        _furtherData.Write("\n"u8);
        _furtherData.Write(value);
        return frame;
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
