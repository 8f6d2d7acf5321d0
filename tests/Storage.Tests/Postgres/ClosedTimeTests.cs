using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Closed time between silos, and with appends under way.</summary>
public sealed class ClosedTimeTests : IAsyncLifetime
{
    private const long FloorLock = 0x41657672696F6E02;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = [await RegionDatabase.OpenAsync(_database.ConnectionString), await RegionDatabase.OpenAsync(_database.ConnectionString)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Closing_waits_for_an_append_under_way_and_later_ones_are_refused()
    {
        await AppendOwnAsync(silo: 0, "first", 1_000);
        await using var obstacle = await _silos[0].DataSource.OpenConnectionAsync(Cancellation);
        await using var holding = await obstacle.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(obstacle, "select * from aevrion.tree_node for update");
        var underWay = AppendOwnAsync(silo: 0, "under way", 1_001);
        await WaitForLockAsync("locktype = 'advisory' and mode = 'ShareLock' and granted");
        var closing = _silos[1].Store.CloseAsync(5_000, Cancellation);
        await WaitForLockAsync("locktype = 'advisory' and mode = 'ExclusiveLock' and not granted");
        var behind = AppendOwnAsync(silo: 0, "behind", 1_002);
        await WaitForLockAsync("locktype = 'advisory' and mode = 'ShareLock' and not granted");
        Assert.False(closing.IsCompleted);

        await holding.RollbackAsync(Cancellation);

        Assert.Equal([true], await underWay.WaitAsync(Deadline, Cancellation));
        Assert.Equal(5_000, await closing.WaitAsync(Deadline, Cancellation));
        await Assert.ThrowsAsync<ClosedTimeException>(() => behind.WaitAsync(Deadline, Cancellation));
        Assert.Equal(2, await _silos[1].Store.CountAsync(Cancellation));
        await _silos[0].AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task Every_silo_is_held_to_what_one_of_them_closed_also_after_a_restart()
    {
        await _silos[0].Store.CloseAsync(5_000, Cancellation);
        await Assert.ThrowsAsync<ClosedTimeException>(() => AppendOwnAsync(silo: 1, "k", 4_999));
        Assert.Equal(5_000, await _silos[1].Store.CloseAsync(4_000, Cancellation));

        await using var restarted = await RegionDatabase.OpenAsync(_database!.ConnectionString);
        var late = SampleEvents.Put("k", "v", 4_999);
        var refusal = await Assert.ThrowsAsync<ClosedTimeException>(() => restarted.Store.AppendAsync([late], AppendTerms.Own(late.Timestamp), Cancellation));
        Assert.Equal(5_000, refusal.FloorMs);
    }

    [Fact]
    public async Task Events_of_peers_and_what_is_closed_already_wait_for_nobody()
    {
        await _silos[0].Store.CloseAsync(5_000, Cancellation);
        await using var closer = await _silos[0].DataSource.OpenConnectionAsync(Cancellation);
        await using var holding = await closer.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(closer, $"select pg_advisory_xact_lock({FloorLock})");

        await _silos[1].Store.AppendAsync([SampleEvents.Put("k", "v", 1, "us")], Cancellation).WaitAsync(Deadline, Cancellation);
        Assert.Equal(5_000, await _silos[1].Store.CloseAsync(5_000, Cancellation).WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task What_was_closed_never_grows_while_silos_race() =>
        await new ClosedTimeRace([.. _silos.Select(silo => silo.Store)], writers: 8, closings: 60).RunAsync(Cancellation);

    [Fact]
    public async Task Closed_time_holds_whatever_isolation_the_database_is_set_to()
    {
        var name = new NpgsqlConnectionStringBuilder(_database!.ConnectionString).Database;
        await _silos[0].ExecuteAsync($"alter database {name} set default_transaction_isolation = 'repeatable read'");
        await using var one = await RegionDatabase.OpenAsync(_database.ConnectionString);
        await using var other = await RegionDatabase.OpenAsync(_database.ConnectionString);

        Assert.Equal("read committed", await one.ReadAsync<string>("show transaction_isolation"));
        await new ClosedTimeRace([one.Store, other.Store], writers: 4, closings: 20).RunAsync(Cancellation);
    }

    private async Task<IReadOnlyList<bool>> AppendOwnAsync(int silo, string key, long timestamp) =>
        (await _silos[silo].Store.AppendAsync([SampleEvents.Put(key, "v", timestamp)], AppendTerms.Own(timestamp), Cancellation)).Added;

    /// <summary>Waits until somebody holds or awaits a lock of this database.</summary>
    private async Task WaitForLockAsync(string condition)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(Deadline);
        var query = $"select exists (select from pg_locks where database = (select oid from pg_database where datname = current_database()) and {condition})";
        while (!await _silos[1].ReadAsync<bool>(query))
            await Task.Delay(TimeSpan.FromMilliseconds(10), late.Token);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
