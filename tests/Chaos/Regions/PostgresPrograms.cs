namespace Aevrion.Chaos.Regions;

/// <summary>
/// The programs of a PostgreSQL server, and the account that they run as: PostgreSQL refuses to run as root.
/// </summary>
internal static class PostgresPrograms
{
    private const string Installations = "/usr/lib/postgresql";

    private static readonly string[] Accounts = ["postgres", "nobody"];

    /// <summary>A program with what makes it run as the account that a cluster belongs to; the process becomes that program.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static string[] Command(string program) =>
        Account is { } account ? ["setpriv", "--reuid", account, "--regid", GroupOf(account), "--init-groups", "--", PathOf(program)] : [PathOf(program)];

    /// <summary>The account to run as; null for the one that this process runs as.</summary>
    public static string? Account { get; } = Environment.IsPrivilegedProcess ? Array.Find(Accounts, IsThere) : null;

    private static string PathOf(string program)
    {
        string[] versions = Directory.Exists(Installations) ? Directory.GetDirectories(Installations) : [];
        var folders = versions.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"There is no {program}: install the PostgreSQL server, or put its programs on the PATH.");
    }

    private static bool IsThere(string account) => Entry(account) is not null;

    private static string GroupOf(string account) => Entry(account)!.Split(':')[3];

    private static string? Entry(string account) =>
        File.ReadLines("/etc/passwd").FirstOrDefault(line => line.StartsWith($"{account}:", StringComparison.Ordinal));
}
