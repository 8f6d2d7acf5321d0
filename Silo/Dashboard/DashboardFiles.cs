using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Aevrion.Silo.Dashboard;

/// <summary>
/// The files of the dashboard, as they were built into this assembly: the page and, in folders, its styles and modules. They are the
/// same for everybody and hold nothing of a region.
/// </summary>
internal sealed class DashboardFiles
{
    /// <summary>What the names of these resources begin with; see the project file.</summary>
    private const string Root = "dashboard/";

    private const int TagBytes = 8;

    private readonly FrozenDictionary<string, DashboardFile> _files = typeof(DashboardFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Root.Length..].Replace('\\', '/'), Read, StringComparer.Ordinal);

    /// <summary>Their paths, as <c>tree/heat-map.js</c>.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>The file with this path; null when there is none.</summary>
    public DashboardFile? Find(string path) => _files.GetValueOrDefault(path);

    private static DashboardFile Read(string name)
    {
        using var stream = typeof(DashboardFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new DashboardFile(TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes))}\"", bytes);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"Say in {nameof(DashboardFiles)} what type a file '{other}' has."),
    };
}
