using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Export;

/// <summary>Where an export goes: a file, beside which the progress is kept, or standard output.</summary>
internal sealed class ExportTarget : IDisposable
{
    private readonly Stream _content;

    private ExportTarget(string name, Stream content, ExportProgressFile? progress, ExportProgress? earlier)
    {
        Name = name;
        _content = content;
        Progress = progress;
        Earlier = earlier;
    }

    public string Name { get; }

    /// <summary>Where the progress is kept; null for standard output.</summary>
    public ExportProgressFile? Progress { get; }

    /// <summary>How far an earlier run came; null when this one begins at the start.</summary>
    public ExportProgress? Earlier { get; }

    public static ExportTarget StandardOutput() => new("standard output", Console.OpenStandardOutput(), null, null);

    /// <summary>Opens a new file, or one that an earlier run began.</summary>
    /// <exception cref="UsageException">It cannot be written, or is there already.</exception>
    public static ExportTarget Open(string path, bool resumes)
    {
        var progress = new ExportProgressFile(path);
        var earlier = resumes ? progress.Load() : null;
        try
        {
            if (earlier is null && File.Exists(path))
                throw new UsageException(IsThere(path, progress, resumes));
            var content = new FileStream(path, earlier is null ? FileMode.CreateNew : FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
            if (earlier is not null)
                GoBack(content, path, earlier);
            return new ExportTarget(path, content, progress, earlier);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => _content.WriteAsync(lines, cancellationToken);

    public void Dispose() => _content.Dispose();

    /// <summary>Cuts off what was written after the progress was kept last.</summary>
    private static void GoBack(FileStream content, string path, ExportProgress earlier)
    {
        if (content.Length < earlier.Bytes)
        {
            content.Dispose();
            throw new UsageException(
                $"{path} is shorter than the export had made it ({earlier.Bytes} bytes). Delete it and {path}.aevrion-export to start over.");
        }

        content.SetLength(earlier.Bytes);
        content.Seek(0, SeekOrigin.End);
    }

    private static string IsThere(string path, ExportProgressFile progress, bool resumes)
    {
        if (File.Exists(progress.Path))
            return $"{path} is an export that was interrupted. Pass --resume to go on with it, or delete it and {progress.Path} to start over.";
        return resumes
            ? $"{path} is complete, or nothing that export has written: there is no {progress.Path}. Delete it to start over."
            : $"{path} is there already. Delete it, or name another file.";
    }
}
