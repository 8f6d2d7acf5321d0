using System.Buffers;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Export;
using Aevrion.Cli.Import;
using Aevrion.Client;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>A file that is imported. What is taken of it and exported is taken again, and is the same.</summary>
internal abstract class ImportTarget : FuzzTarget
{
    /// <summary>A line may be as short as two bytes, and what is wrong with it is told by an exception.</summary>
    public override long AllowedBytes(int inputBytes) => (2 * 1024 * 1024) + (4096L * inputBytes);

    public override string Run(byte[] input)
    {
        try
        {
            var records = Read(Open(new DrippingStream(input)), input.Length);
            var whole = records.Where(record => record.Operation is { Timestamp: not null, Origin: not null, Parents: not null }).ToList();
            if (whole.Count > 0)
                CheckExported([.. whole.Select(record => record.Operation!)]);
            var mistake = records.Find(record => record.Mistake is not null).Mistake;
            return $"{Math.Min(records.Count, 4)} {whole.Count > 0} {Names.Of(mistake ?? "all taken")}";
        }
        catch (UsageException refused)
        {
            return Names.Of(refused.Message);
        }
    }

    protected abstract IRecordReader Open(Stream input);

    /// <summary>Writes events as an export does.</summary>
    protected abstract void Export(IBufferWriter<byte> output, IEnumerable<ExportedEvent> events);

    private static List<ParsedRecord> Read(IRecordReader reader, int inputBytes)
    {
        var records = new List<ParsedRecord>();
        while (Completed.Result(reader.ReadAsync(CancellationToken.None).AsTask()))
        {
            records.Add(reader.Parse());
            if (records.Count > inputBytes + 1)
                throw new InvalidOperationException("There are more records than bytes.");
        }

        (reader as IDisposable)?.Dispose();
        return records;
    }

    private void CheckExported(List<BatchOperation> operations)
    {
        var output = new ArrayBufferWriter<byte>();
        Export(output, operations.Select(line => new ExportedEvent(line.Key, line.Value, line.Timestamp!.Value, line.Origin!, line.Parents!)));
        var again = Read(Open(new MemoryStream(output.WrittenSpan.ToArray())), output.WrittenCount);
        if (again.Count != operations.Count || !again.Zip(operations).All(pair => IsSame(pair.First.Operation, pair.Second)))
            throw new InvalidOperationException("Exported and read again, it is something else.");
    }

    private static bool IsSame(BatchOperation? read, BatchOperation written) =>
        read is not null && read.Key == written.Key && read.Timestamp == written.Timestamp && read.Origin == written.Origin
        && (read.Value is null) == (written.Value is null)
        && read.Value.GetValueOrDefault().Span.SequenceEqual(written.Value.GetValueOrDefault().Span)
        && read.Parents!.SequenceEqual(written.Parents!);
}
