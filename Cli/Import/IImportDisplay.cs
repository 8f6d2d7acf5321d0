namespace Aevrion.Cli.Import;

/// <summary>What a person sees of an import while it runs.</summary>
internal interface IImportDisplay
{
    void Show(ImportMark mark);

    /// <summary>Tells of a line that is left out.</summary>
    void BadLine(string message);
}
