using Aevrion.Storage.Postgres.Tokens;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tokens;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

public sealed class PostgresTokenStoreTests : TokenStoreConformance, IAsyncLifetime
{
    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _region = await RegionDatabase.OpenAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_region is not null)
            await _region.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    protected override async Task<ITokenStore> OpenAsync()
    {
        await _region!.ExecuteAsync("truncate aevrion.token");
        return new PostgresTokenStore(_region.DataSource);
    }

    protected override Task AddReadersAsync(int count, long nowMs) => _region!.ExecuteAsync(
        $$"""
        insert into aevrion.token (id, secret_hash, cursor_key, scopes, prefixes, description, created_at)
        select 'reader' || number, sha256(number::text::bytea), sha256(number::text::bytea), '{read}', '{}', '', {{nowMs}} from generate_series(1, {{count}}) as number
        """);
}
