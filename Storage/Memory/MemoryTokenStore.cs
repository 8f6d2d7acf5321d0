using Aevrion.Storage.Tokens;

namespace Aevrion.Storage.Memory;

/// <summary>Tokens in memory, for tests.</summary>
public sealed class MemoryTokenStore : ITokenStore
{
    private readonly Lock _gate = new();
    private readonly List<AccessToken> _tokens = [];
    private long _changes;

    /// <inheritdoc/>
    public Task<long> CountChangesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_changes);
    }

    /// <inheritdoc/>
    public Task<TokenList> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(new TokenList(_changes, [.. _tokens]));
    }

    /// <inheritdoc/>
    public Task<TokenChange> AddAsync(AccessToken token, bool needsAdmin, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(Add(token, needsAdmin));
    }

    /// <inheritdoc/>
    public Task<TokenChange> RevokeAsync(string id, long nowMs, bool keepsAdmin, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(Revoke(id, nowMs, keepsAdmin));
    }

    private TokenChange Add(AccessToken token, bool needsAdmin)
    {
        if (needsAdmin && !IsAdmin(token, token.CreatedAtMs) && !_tokens.Exists(other => IsAdmin(other, token.CreatedAtMs)))
            return TokenChange.NoAdmin;
        var forgetBeforeMs = token.CreatedAtMs - (long)TokenLimits.Retention.TotalMilliseconds;
        if (_tokens.Count >= TokenLimits.MaxTokens)
            _tokens.RemoveAll(old => old.RevokedAtMs < forgetBeforeMs || old.ExpiresAtMs < forgetBeforeMs);
        if (_tokens.Count >= TokenLimits.MaxTokens)
            return TokenChange.TooMany;
        _tokens.Add(token);
        _changes++;
        return TokenChange.Done;
    }

    private TokenChange Revoke(string id, long nowMs, bool keepsAdmin)
    {
        var index = _tokens.FindIndex(token => token.Id == id);
        if (index < 0)
            return TokenChange.Unknown;
        if (keepsAdmin && !_tokens.Exists(other => other.Id != id && IsAdmin(other, nowMs)))
            return TokenChange.NoAdmin;
        _tokens[index] = _tokens[index] with { RevokedAtMs = _tokens[index].RevokedAtMs ?? nowMs };
        _changes++;
        return TokenChange.Done;
    }

    private static bool IsAdmin(AccessToken token, long nowMs) =>
        token.Scopes.HasFlag(AccessScopes.Admin) && token.Prefixes.Count == 0 && token.RevokedAtMs is null && !(token.ExpiresAtMs <= nowMs);
}
