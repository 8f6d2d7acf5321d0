using System.Buffers;
using Aevrion.Cli.Export;
using Aevrion.Cli.Import;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>A file of JSON lines that is imported.</summary>
internal sealed class NdjsonImportTarget : ImportTarget
{
    private static readonly BatchLinesTarget Lines = new();

    public override string Name => "ndjson-import";

    public override IReadOnlyList<byte[]> Seeds => Lines.Seeds;

    public override IReadOnlyList<byte[]> Words => Lines.Words;

    protected override IRecordReader Open(Stream input) => new NdjsonReader(input);

    protected override void Export(IBufferWriter<byte> output, IEnumerable<ExportedEvent> events)
    {
        using var encoder = new NdjsonEncoder();
        foreach (var item in events)
            encoder.Write(output, item);
    }
}
