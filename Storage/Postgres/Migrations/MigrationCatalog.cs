using System.Globalization;

namespace Aevrion.Storage.Postgres.Migrations;

/// <summary>The migrations this build brings: the files NNNN_name.sql beside this one.</summary>
internal static class MigrationCatalog
{
    private const int VersionDigits = 4;
    private const string Extension = ".sql";

    private static readonly Lazy<IReadOnlyList<Migration>> Migrations = new(Load);

    /// <summary>All of them, ascending.</summary>
    public static IReadOnlyList<Migration> All => Migrations.Value;

    private static List<Migration> Load()
    {
        var assembly = typeof(MigrationCatalog).Assembly;
        var prefix = typeof(MigrationCatalog).Namespace + ".";
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => Parse(name[prefix.Length..^Extension.Length], Read(name)))
            .OrderBy(migration => migration.Version)
            .ToList();

        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
                throw new InvalidOperationException($"Migration {i + 1} is missing; found {migrations[i].Version} in its place.");
        }

        return migrations;
    }

    private static Migration Parse(string fileName, string script) =>
        new(int.Parse(fileName[..VersionDigits], CultureInfo.InvariantCulture), fileName[(VersionDigits + 1)..], script);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(MigrationCatalog).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
