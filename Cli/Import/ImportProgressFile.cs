using System.Text.Json;
using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Output;

namespace Aevrion.Cli.Import;

/// <summary>
/// A small file beside the imported one that says how far the import has come. It is replaced as a whole after each batch that the region
/// confirmed, so a run that is killed repeats one batch at most.
/// </summary>
internal sealed class ImportProgressFile(string importedFile)
{
    public string Path { get; } = importedFile + ".aevrion-import";

    /// <returns>Null when there is no import to go on with.</returns>
    /// <exception cref="UsageException">The file is there but cannot be understood.</exception>
    public ImportProgress? Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), DocumentContext.Default.ImportProgress);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path} cannot be read ({exception.Message}). Delete it, or pass --resume false to start over.", exception);
        }
    }

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Save(ImportProgress progress)
    {
        var fresh = Path + ".new";
        try
        {
            File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(progress, DocumentContext.Default.ImportProgress));
            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The progress cannot be kept in {Path} ({exception.Message}). Import a copy from a folder that can be written, or from - .",
                exception);
        }
    }

    public void Delete() => File.Delete(Path);
}
