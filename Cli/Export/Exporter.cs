using System.Buffers;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Import;

namespace Aevrion.Cli.Export;

/// <summary>
/// Exports page by page, each written whole before the progress is kept. The next page is read while one is written; no more than these two
/// are in memory.
/// </summary>
internal sealed class Exporter(ExportTarget target, ExportSource source, ExportSettings settings, IReadOnlyList<string> urls)
{
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>Lines written so far, those of earlier runs included.</summary>
    public long Lines { get; private set; }

    /// <exception cref="UsageException">The earlier run exported something else.</exception>
    public async Task<ExportReport> RunAsync(Action<long> show, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var earlier = target.Earlier;
        if (earlier?.IsOf(settings, urls) == false)
        {
            throw new UsageException(
                $"{target.Progress!.Path} is of another export: {Describe(earlier)}. Export the same to go on with it, or name another file.");
        }

        Lines = earlier?.Lines ?? 0;
        var (bytes, at) = await WritePagesAsync(earlier, show, cancellationToken);
        target.Progress?.Delete();
        var elapsed = TimeProvider.System.GetElapsedTime(startedAt);
        var resumedAfter = earlier?.Lines ?? 0;
        return new ExportReport(
            target.Name, at, resumedAfter, Lines, bytes, elapsed.TotalMilliseconds, (Lines - resumedAfter) / Math.Max(0.001, elapsed.TotalSeconds));
    }

    private async Task<(long Bytes, long? At)> WritePagesAsync(ExportProgress? earlier, Action<long> show, CancellationToken cancellationToken)
    {
        using var ndjson = new NdjsonEncoder();
        ILineEncoder encoder = settings.Format == LineFormat.Csv ? new CsvEncoder() : ndjson;
        var bytes = earlier?.Bytes ?? 0;
        if (earlier is null)
            encoder.WriteHeader(_lines);

        var reading = source.ReadAsync(earlier?.Next, earlier?.At, cancellationToken);
        while (true)
        {
            var page = await reading;
            reading = page.Next is null ? null : source.ReadAsync(page.Next, page.At, cancellationToken);
            foreach (var line in page.Events)
                encoder.Write(_lines, line);
            await target.WriteAsync(_lines.WrittenMemory, cancellationToken);
            bytes += _lines.WrittenCount;
            Lines += page.Events.Count;
            _lines.ResetWrittenCount();
            show(Lines);
            if (reading is null)
                return (bytes, page.At);
            target.Progress?.Save(new ExportProgress(
                settings.Prefix, settings.History, settings.Format.ToString(), [.. urls], page.At, page.Next, Lines, bytes));
        }
    }

    private static string Describe(ExportProgress earlier) =>
        $"{(earlier.History ? "the history" : "the keys")} with the prefix '{earlier.Prefix}' as {earlier.Format} from {string.Join(',', earlier.Urls)}";
}
