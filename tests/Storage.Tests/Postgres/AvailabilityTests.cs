using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Waiting is bounded, and what comes of it is told apart.</summary>
public sealed class AvailabilityTests : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        var options = RegionDatabase.OptionsFor(_database.ConnectionString);
        (options.CommandTimeout, options.ConnectTimeout, options.MaxPoolSize) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 2);
        _region = await RegionDatabase.OpenAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _region!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_unavailable()
    {
        await using var blocker = await BlockAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _region!.Store.AppendAsync([SampleEvents.Put("k", "v", 1)], Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _region!.Store.ReadLatestAsync("k", Cancellation));
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_unavailable()
    {
        await using var first = await _region!.DataSource.OpenConnectionAsync(Cancellation);
        await using var second = await _region.DataSource.OpenConnectionAsync(Cancellation);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _region.Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_call_that_its_caller_stops_is_cancelled_and_not_unavailable()
    {
        await using var blocker = await BlockAsync();
        using var impatient = new CancellationTokenSource();
        var read = _region!.Store.ReadLatestAsync("k", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task An_administrator_who_ends_the_connections_does_not_disturb_reads()
    {
        await _region!.Store.AppendAsync([SampleEvents.Put("k", "v", 1)], Cancellation);
        await using (var administrator = Npgsql.NpgsqlDataSource.Create(_database!.ConnectionString))
        {
            await using var end = administrator.CreateCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await end.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.NotNull(await _region.Store.ReadLatestAsync("k", Cancellation));
    }

    /// <summary>Makes every statement on the event table wait until disposal.</summary>
    private async Task<Npgsql.NpgsqlConnection> BlockAsync()
    {
        var connection = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(_database!.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new Npgsql.NpgsqlCommand("begin; lock table aevrion.event in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
