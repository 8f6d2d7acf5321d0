using Aevrion.Cli.Output;

namespace Aevrion.Cli.Import;

/// <summary>Tells of bad lines and otherwise nothing, for when nobody watches.</summary>
internal sealed class PlainDisplay : IImportDisplay
{
    private readonly BadLineLog _badLines = new();

    public void Show(ImportMark mark)
    {
    }

    public void BadLine(string message)
    {
        if (_badLines.Next(message) is { } text)
            Console.Error.WriteLine("aevrion: " + PlainText.OneLine(text));
    }
}
