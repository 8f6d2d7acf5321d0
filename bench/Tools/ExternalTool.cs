namespace Aevrion.Bench.Tools;

/// <summary>Programs that a figure is held against.</summary>
internal static class ExternalTool
{
    private const string PostgresFolders = "/usr/lib/postgresql";

    /// <summary>Where a program is: on the path, or among those of PostgreSQL; null when it is not installed.</summary>
    public static string? Find(string name)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (Directory.Exists(PostgresFolders))
            folders = folders.Concat(Directory.EnumerateDirectories(PostgresFolders).OrderDescending(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")));
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
