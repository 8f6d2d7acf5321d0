using Aevrion.Storage.Tokens;

namespace Aevrion.Grains.Access;

/// <summary>A token in this silo's memory, with what it grants.</summary>
public sealed class KnownToken : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    internal KnownToken(AccessToken token)
    {
        Token = token;
        Grant = new AccessGrant(token.Scopes, PermittedKeys.Of(token.Prefixes))
        {
            TokenId = token.Id,
            CursorKey = token.CursorKey,
            Ended = _ended.Token,
        };
    }

    /// <summary>The token.</summary>
    public AccessToken Token { get; }

    /// <summary>What it grants while it is valid.</summary>
    public AccessGrant Grant { get; }

    /// <summary>True once it has expired.</summary>
    public bool IsExpiredAt(long nowMs) => Token.ExpiresAtMs <= nowMs;

    /// <summary>Ends what goes on with it.</summary>
    internal Task EndAsync() => _ended.IsCancellationRequested ? Task.CompletedTask : _ended.CancelAsync();

    /// <remarks>Only when nobody can hold the grant any more; one that is forgotten has nothing to give back.</remarks>
    public void Dispose() => _ended.Dispose();

    /// <summary>True when nothing that matters differs, so that what goes on with it goes on.</summary>
    internal bool IsStill(AccessToken token) =>
        Token.SecretHash == token.SecretHash && Token.Scopes == token.Scopes && Token.ExpiresAtMs == token.ExpiresAtMs
        && Token.RevokedAtMs == token.RevokedAtMs && Token.CursorKey == token.CursorKey && Token.Prefixes.SequenceEqual(token.Prefixes);
}
