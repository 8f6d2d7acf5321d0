using System.Security.Cryptography;
using Aevrion.Core;
using Aevrion.Core.Time;
using Aevrion.Grains.Relay;
using Aevrion.Storage;
using Aevrion.Storage.Tokens;

namespace Aevrion.Grains.Access;

/// <summary>
/// The region's tokens in the memory of this silo. A change made in any silo is known to all that the cluster reaches before it is
/// acknowledged; one that is not reached, or whose tokens were changed in the database by hand, finds out within
/// <see cref="TokenLimits.PollPeriod"/>.
/// </summary>
/// <remarks>While the database does not answer, what is in memory stands.</remarks>
public sealed class TokenDirectory(ITokenStore store, RegionClock clock, SiloRelay relay) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _controlled = new();
    private volatile TokenTable _table = new(new TokenList(Changes: -1, []), before: null);

    /// <summary>True when the region has tokens, be they valid or not: then every request needs one.</summary>
    public bool HasTokens => _table.All.Count > 0;

    /// <summary>What those may do who have no token, as long as none is needed: everything, until there is one.</summary>
    public AccessGrant Anonymous => field ??= new AccessGrant(AccessScopes.Admin, PermittedKeys.All) { Ended = _controlled.Token };

    /// <summary>All tokens, the oldest first.</summary>
    public IReadOnlyList<AccessToken> All =>
        [.. _table.All.Select(known => known.Token).OrderBy(token => token.CreatedAtMs).ThenBy(token => token.Id, StringComparer.Ordinal)];

    /// <summary>The token with an id; null when there is none.</summary>
    public KnownToken? Find(ReadOnlySpan<char> id) => _table.Find(id);

    /// <summary>The time that tokens expire by, in milliseconds since the Unix epoch. It never runs backwards.</summary>
    public long NowMs() => clock.NowMs();

    /// <summary>Reads the tokens if they have changed, and ends what goes on with those that are not valid any more.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (await store.CountChangesAsync(cancellationToken) != _table.Changes)
                await TakeAsync(await store.ReadAsync(cancellationToken));
            var nowMs = NowMs();
            foreach (var known in _table.All)
            {
                if (known.Token.RevokedAtMs is not null || known.IsExpiredAt(nowMs))
                    await known.EndAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a token, valid in every silo once the task completes.</summary>
    /// <param name="wanted">What it is to be; its id, secret and time are given here.</param>
    /// <param name="needsAdmin">See <see cref="ITokenStore.AddAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call; whether it was made is then unknown.</param>
    /// <returns>The token and its text, which is told only here.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<(TokenChange Outcome, AccessToken Token, string Text)> CreateAsync(
        NewToken wanted, bool needsAdmin, CancellationToken cancellationToken)
    {
        var text = TokenText.Create(out var id, out var hash);
        var nowMs = NowMs();
        var token = new AccessToken
        {
            Id = id,
            SecretHash = hash,
            CursorKey = new Hash256(RandomNumberGenerator.GetBytes(Hash256.Length)),
            Scopes = wanted.Scopes,
            Prefixes = wanted.Prefixes,
            Description = wanted.Description,
            CreatedAtMs = nowMs,
            ExpiresAtMs = nowMs + (long?)wanted.Life?.TotalMilliseconds,
        };
        var outcome = await store.AddAsync(token, needsAdmin, cancellationToken);
        if (outcome == TokenChange.Done)
            await TellAsync(cancellationToken);
        return (outcome, token, text);
    }

    /// <summary>Revokes a token: once the task completes, no silo that the cluster reaches takes it any more.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<TokenChange> RevokeAsync(string id, bool keepsAdmin, CancellationToken cancellationToken)
    {
        var outcome = await store.RevokeAsync(id, NowMs(), keepsAdmin, cancellationToken);
        if (outcome == TokenChange.Done)
            await TellAsync(cancellationToken);
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _controlled.Dispose();
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await relay.TellTokensChangedAsync();
    }

    private async Task TakeAsync(TokenList list)
    {
        var before = _table;
        var table = new TokenTable(list, before);
        _table = table;
        if (HasTokens && !_controlled.IsCancellationRequested)
            await _controlled.CancelAsync();
        foreach (var known in before.All)
        {
            if (table.Find(known.Token.Id) != known)
                await known.EndAsync();
        }
    }
}
