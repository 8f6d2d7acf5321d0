using Aevrion.Storage.Tokens;
using Npgsql;

namespace Aevrion.Storage.Postgres.Tokens;

/// <summary>The tokens on PostgreSQL.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
public sealed class PostgresTokenStore(NpgsqlDataSource dataSource) : ITokenStore
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public Task<long> CountChangesAsync(CancellationToken cancellationToken) => _runner.RunAsync(new CountTokenChanges(), cancellationToken);

    /// <inheritdoc/>
    public async Task<TokenList> ReadAsync(CancellationToken cancellationToken)
    {
        // Read before the tokens: a change in between is noticed at the next look.
        var changes = await CountChangesAsync(cancellationToken).ConfigureAwait(false);
        return new TokenList(changes, await _runner.RunAsync(new ReadTokens(), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<TokenChange> AddAsync(AccessToken token, bool needsAdmin, CancellationToken cancellationToken) =>
        _runner.RunAsync(new AddToken(token, needsAdmin), cancellationToken);

    /// <inheritdoc/>
    public Task<TokenChange> RevokeAsync(string id, long nowMs, bool keepsAdmin, CancellationToken cancellationToken) =>
        _runner.RunAsync(new RevokeToken(id, nowMs, keepsAdmin), cancellationToken);
}
