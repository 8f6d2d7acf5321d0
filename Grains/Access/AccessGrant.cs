using Aevrion.Core;
using Aevrion.Storage.Tokens;

namespace Aevrion.Grains.Access;

/// <summary>What somebody may do here.</summary>
public sealed class AccessGrant
{
    private const AccessScopes ImpliedByAdmin = AccessScopes.Read | AccessScopes.Write | AccessScopes.Import | AccessScopes.Admin;

    /// <summary>Of the token in the configuration: everything, as long as the silo runs.</summary>
    public static AccessGrant Everything { get; } = new(AccessScopes.Admin, PermittedKeys.All);

    /// <param name="scopes">What the token says; what it implies is added.</param>
    /// <param name="keys">What it is limited to.</param>
    public AccessGrant(AccessScopes scopes, PermittedKeys keys)
    {
        Scopes = scopes.HasFlag(AccessScopes.Admin) ? scopes | ImpliedByAdmin : scopes;
        Keys = keys;
    }

    /// <summary>What may be done, implied scopes included.</summary>
    public AccessScopes Scopes { get; }

    /// <summary>The keys that it may be done with.</summary>
    public PermittedKeys Keys { get; }

    /// <summary>Id of the token; null without one.</summary>
    public string? TokenId { get; init; }

    /// <summary>See <see cref="AccessToken.CursorKey"/>.</summary>
    public Hash256 CursorKey { get; init; }

    /// <summary>Cancelled when the token is revoked or has expired: what goes on for long ends then.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>True when one of the scopes is granted.</summary>
    public bool Allows(AccessScopes anyOf) => (Scopes & anyOf) != AccessScopes.None;
}
