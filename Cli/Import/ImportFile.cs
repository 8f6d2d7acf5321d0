using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Import;

/// <summary>The file to import, or standard input.</summary>
internal sealed class ImportFile : IDisposable
{
    private const string StandardInput = "-";

    private ImportFile(string name, Stream content, bool isSeekable)
    {
        Name = name;
        Content = content;
        Length = isSeekable ? content.Length : null;
        Progress = isSeekable ? new ImportProgressFile(name) : null;
    }

    public string Name { get; }

    public Stream Content { get; }

    /// <summary>In bytes; null where it is not known.</summary>
    public long? Length { get; }

    /// <summary>How many bytes were read; only where the length is known.</summary>
    public long Position => Content.Position;

    /// <summary>Where the progress is kept; null for what cannot be read a second time.</summary>
    public ImportProgressFile? Progress { get; }

    /// <summary>Opens a file, or standard input for "-".</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static ImportFile Open(string path)
    {
        if (path == StandardInput)
            return new ImportFile("standard input", Console.OpenStandardInput(), isSeekable: false);
        try
        {
            var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return new ImportFile(path, content, content.CanSeek);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The format that a file's name stands for.</summary>
    public static LineFormat GuessFormat(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? LineFormat.Csv : LineFormat.Ndjson;

    public void Dispose() => Content.Dispose();
}
