using System.Buffers;
using Aevrion.Cli.Export;
using Aevrion.Cli.Import;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>A CSV file that is imported.</summary>
internal sealed class CsvImportTarget : ImportTarget
{
    public override string Name => "csv-import";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        "key,value\r\na,b\r\n",
        "key,value,timestamp\na,\"b\"\"c\n,d\",1700000000000\n\n,,\nx,y,2026-01-31T12:00:00Z\n",
        $"op,key,value,encoding,timestamp,origin,parents\r\nput,a,AAEC,base64,1700000000000,us,{Given.Id}\r\ndelete,b,,,1700000000001,eu,\r\n",
        "\ufeffkey,value\nä,ö\n");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "key", "value", "timestamp", "op", "encoding", "origin", "parents", "put", "delete", "base64", "text", "\"", "\"\"", ",", "\r\n", "\r", "\n",
        Given.Id, "1700000000000", " us", "\ufeff");

    protected override IRecordReader Open(Stream input) => new CsvReader(input);

    protected override void Export(IBufferWriter<byte> output, IEnumerable<ExportedEvent> events)
    {
        var encoder = new CsvEncoder();
        encoder.WriteHeader(output);
        foreach (var item in events)
            encoder.Write(output, item);
    }
}
