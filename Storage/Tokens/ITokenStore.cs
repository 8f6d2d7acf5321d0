namespace Aevrion.Storage.Tokens;

/// <summary>
/// The region's access tokens: in its own database, replicated to no other region. Implementations are safe for concurrent use, and make
/// changes one after the other.
/// </summary>
/// <remarks>Every member throws <see cref="StorageUnavailableException"/> when the store cannot be reached.</remarks>
public interface ITokenStore
{
    /// <summary>How often the tokens have changed.</summary>
    Task<long> CountChangesAsync(CancellationToken cancellationToken);

    /// <summary>All tokens.</summary>
    Task<TokenList> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Adds a token. Tokens that were revoked or expired <see cref="TokenLimits.Retention"/> ago make room if need be.</summary>
    /// <param name="token">The token; its id is new.</param>
    /// <param name="needsAdmin">Refuse it as long as nobody could administer the region.</param>
    /// <param name="cancellationToken">Stops the call; whether it was added is then unknown.</param>
    Task<TokenChange> AddAsync(AccessToken token, bool needsAdmin, CancellationToken cancellationToken);

    /// <summary>Revokes a token; one that is revoked stays so, since when it was.</summary>
    /// <param name="id">The token.</param>
    /// <param name="nowMs">The time, in milliseconds since the Unix epoch.</param>
    /// <param name="keepsAdmin">Refuse it when nobody could administer the region afterwards.</param>
    /// <param name="cancellationToken">Stops the call; whether it was revoked is then unknown.</param>
    Task<TokenChange> RevokeAsync(string id, long nowMs, bool keepsAdmin, CancellationToken cancellationToken);
}
