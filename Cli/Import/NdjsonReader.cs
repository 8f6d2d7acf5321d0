using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>Reads lines that end in a newline, or in a carriage return and a newline; the last one may end with the file.</summary>
internal sealed class NdjsonReader : IRecordReader
{
    /// <summary>The longest line that is read; a longer one could not be sent either.</summary>
    private const int MaxLineBytes = AevrionLimits.MaxBatchBytes;

    private readonly PipeReader _input;
    private byte[] _line = [];
    private bool _isTooLong;

    public NdjsonReader(Stream input) =>
        _input = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 256 * 1_024, minimumReadSize: 64 * 1_024));

    public long LineNumber { get; private set; }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _isTooLong = false;
        while (true)
        {
            var read = await _input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                Take(buffer.Slice(0, end));
                _input.AdvanceTo(buffer.GetPosition(1, end));
                return true;
            }

            if (read.IsCompleted)
            {
                var isRecord = !buffer.IsEmpty || _isTooLong;
                if (isRecord)
                    Take(buffer);
                _input.AdvanceTo(buffer.End);
                return isRecord;
            }

            // What is too long is dropped as it comes, so that it never fills the memory.
            _isTooLong |= buffer.Length > MaxLineBytes;
            _input.AdvanceTo(_isTooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    public void AppendTo(IncrementalHash checksum)
    {
        checksum.AppendData(_line);
        checksum.AppendData("\n"u8);
    }

    public ParsedRecord Parse() => _isTooLong
        ? ParsedRecord.Wrong($"It is longer than {MaxLineBytes:N0} bytes.")
        : NdjsonParser.Parse(WithoutByteOrderMark(_line));

    private void Take(ReadOnlySequence<byte> line)
    {
        _isTooLong |= line.Length > MaxLineBytes;
        _line = _isTooLong ? [] : line.ToArray();
        LineNumber++;
    }

    private ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> line) =>
        LineNumber == 1 && line.StartsWith("\ufeff"u8) ? line[3..] : line;
}
