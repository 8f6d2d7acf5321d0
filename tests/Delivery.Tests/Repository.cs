namespace Aevrion.Delivery.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The product's version, from the one place that says it.</summary>
    public static string Version { get; } =
        System.Xml.Linq.XDocument.Load(In("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>A file or folder of the checkout.</summary>
    public static string In(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
