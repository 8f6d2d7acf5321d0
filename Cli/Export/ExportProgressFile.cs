using System.Text.Json;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;

namespace Aevrion.Cli.Export;

/// <summary>
/// A small file beside the exported one that says how far the export has come. It is replaced as a whole after each page, so a run that is
/// killed repeats one page at most.
/// </summary>
internal sealed class ExportProgressFile(string exportedFile)
{
    public string Path { get; } = exportedFile + ".aevrion-export";

    /// <returns>Null when there is no export to go on with.</returns>
    /// <exception cref="UsageException">The file is there but cannot be understood.</exception>
    public ExportProgress? Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), DocumentContext.Default.ExportProgress);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path} cannot be read ({exception.Message}). Delete it and the exported file to start over.", exception);
        }
    }

    public void Save(ExportProgress progress)
    {
        var fresh = Path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(progress, DocumentContext.Default.ExportProgress));
        File.Move(fresh, Path, overwrite: true);
    }

    public void Delete() => File.Delete(Path);
}
