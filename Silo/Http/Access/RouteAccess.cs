using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Access;

/// <summary>What a route asks of those who use it, once access is controlled.</summary>
/// <param name="AnyOf">One of these scopes.</param>
internal sealed record RouteAccess(AccessScopes AnyOf)
{
    /// <summary>Nothing, ever: it tells nothing of what the region holds.</summary>
    public static RouteAccess Open { get; } = new(AccessScopes.None);

    public static RouteAccess Read { get; } = new(AccessScopes.Read);

    public static RouteAccess Write { get; } = new(AccessScopes.Write);

    /// <summary>Either; the handler looks at each line.</summary>
    public static RouteAccess WriteOrImport { get; } = new(AccessScopes.Write | AccessScopes.Import);

    /// <summary>For what concerns the region and not single keys: a token that is limited to some keys does not open it.</summary>
    public static RouteAccess Admin { get; } = new(AccessScopes.Admin) { NeedsAllKeys = true };

    /// <summary>For what tells of the region as a whole and changes nothing: a token that is limited to some keys does not open it.</summary>
    public static RouteAccess ReadOfAll { get; } = new(AccessScopes.Read | AccessScopes.Admin) { NeedsAllKeys = true };

    /// <summary>As <see cref="Admin"/>, for what goes on for long: it is broken off when the token is revoked or expires.</summary>
    public static RouteAccess AdminAtLength { get; } = Admin with { EndsWithToken = true };

    /// <summary>Other regions; see <see cref="PeerAccess"/>.</summary>
    public static RouteAccess Peer { get; } = new(AccessScopes.Peer);

    /// <summary>Any scope of clients: for what is no route, so that only those who may be here learn that.</summary>
    public static RouteAccess AnyClient { get; } = new(AccessScopes.Read | AccessScopes.Write | AccessScopes.Import | AccessScopes.Admin);

    public bool NeedsAllKeys { get; init; }

    public bool EndsWithToken { get; init; }

    public bool IsOpen => AnyOf == AccessScopes.None;
}
