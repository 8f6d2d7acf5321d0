using Aevrion.Cli.CommandLine;

namespace Aevrion.Cli.Backup;

/// <summary>The file that a backup is written to. It has another name until the backup is whole, so that one which is not is never taken for one.</summary>
internal sealed class BackupFile : IDisposable
{
    private const string PartExtension = ".part";

    private readonly string _path;
    private readonly FileStream _part;
    private bool _isWhole;

    private BackupFile(string path, FileStream part) => (_path, _part) = (path, part);

    public Stream Content => _part;

    /// <summary>Begins a new file.</summary>
    /// <exception cref="UsageException">It is there already, or cannot be written.</exception>
    public static BackupFile Create(string path)
    {
        if (Path.Exists(path))
            throw new UsageException($"{path} is there already. Delete it, or name another file.");
        try
        {
            return new BackupFile(path, new FileStream(path + PartExtension, FileMode.Create, FileAccess.Write, FileShare.Read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Opens a backup for reading.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The backup is whole: its bytes go to the disk, and the file gets its name.</summary>
    public void Complete()
    {
        _part.Flush(flushToDisk: true);
        _part.Dispose();
        File.Move(_part.Name, _path);
        _isWhole = true;
    }

    /// <summary>What is not whole is thrown away.</summary>
    public void Dispose()
    {
        _part.Dispose();
        if (!_isWhole)
            File.Delete(_part.Name);
    }
}
