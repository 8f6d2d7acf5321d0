namespace Aevrion.Storage.Tokens;

/// <summary>The scopes as they are written: in the database, over HTTP, on the command line.</summary>
public static class ScopeNames
{
    private static readonly (string Name, AccessScopes Scope)[] Names =
    [
        ("read", AccessScopes.Read),
        ("write", AccessScopes.Write),
        ("import", AccessScopes.Import),
        ("admin", AccessScopes.Admin),
        ("peer", AccessScopes.Peer),
    ];

    /// <summary>All names, for messages.</summary>
    public static string All { get; } = string.Join(", ", Names.Select(entry => entry.Name));

    /// <summary>The scope of a name; <see cref="AccessScopes.None"/> when there is none.</summary>
    public static AccessScopes Parse(string name) => Array.Find(Names, entry => entry.Name == name).Scope;

    /// <summary>The names of scopes, in a fixed order.</summary>
    public static string[] Of(AccessScopes scopes) => [.. Names.Where(entry => scopes.HasFlag(entry.Scope)).Select(entry => entry.Name)];
}
