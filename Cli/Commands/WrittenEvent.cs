using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary>How a write is reported.</summary>
internal static class WrittenEvent
{
    public static void Report(OutputWriter output, EventRef written, string verb)
    {
        if (output.IsJson)
            OutputWriter.WriteJson(written, DocumentContext.Default.EventRef);
        else
            OutputWriter.WriteLine($"{verb} {written.Key} at {TimeText.At(written.Timestamp)} as {written.Id}");
    }
}
