using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Migrations;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

public sealed class MigrationTests : IAsyncLifetime
{
    private PostgresDatabase? _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ConnectionString => _database!.ConnectionString;

    public async ValueTask InitializeAsync() => _database = await PostgresDatabase.CreateAsync(Cancellation);

    public ValueTask DisposeAsync() => _database!.DisposeAsync();

    [Fact]
    public async Task Eight_silos_that_start_at_once_migrate_once_and_all_start()
    {
        // The database is made by the first of them, too.
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        builder.Database += "_new \"quoted\"";
        try
        {
            var silos = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RegionDatabase.OpenAsync(builder.ConnectionString), Cancellation)));

            Assert.Equal(MigrationCatalog.All.Count, await silos[0].ReadAsync<long>("select count(*) from aevrion.migration"));
            Assert.Equal(1, await silos[0].ReadAsync<long>("select count(*) from aevrion.shape"));
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
        finally
        {
            await using var maintenance = NpgsqlDataSource.Create(ConnectionString);
            await using var drop = maintenance.CreateCommand($"drop database if exists \"{builder.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}\" with (force)");
            await drop.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_start_on_an_upgraded_database_needs_no_right_to_create_anything()
    {
        await using var owner = await RegionDatabase.OpenAsync(ConnectionString);
        var role = $"aevrion_test_{Guid.NewGuid():n}";
        await owner.ExecuteAsync(
            $"create role {role} login password '{role}'; grant usage on schema aevrion to {role}; grant select, insert, update on all tables in schema aevrion to {role}");
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = role };
            await using var silo = await RegionDatabase.OpenAsync(builder.ConnectionString);
            await silo.Store.AppendAsync([Conformance.SampleEvents.Put("k", "v", 1)], Cancellation);
        }
        finally
        {
            await owner.ExecuteAsync($"drop owned by {role}; drop role {role}");
        }
    }

    [Fact]
    public async Task Events_written_before_there_were_eras_are_read_as_they_were_written()
    {
        await using (var old = NpgsqlDataSource.Create(ConnectionString))
        {
            await using var make = old.CreateCommand(
                "create schema aevrion; create table aevrion.migration (version integer primary key, name text not null, applied_at timestamptz not null default now());" +
                string.Concat(MigrationCatalog.All.Take(3).Select(migration =>
                    $"{migration.Script}; insert into aevrion.migration (version, name) values ({migration.Version}, '{migration.Name}');")) +
                """
                insert into aevrion.region (name) values ('us');
                insert into aevrion.event (ts, id, key, value, origin, parents)
                select n, sha256(n::text::bytea), 'k' || n % 3, case when n % 5 > 0 then 'v'::bytea end, 1,
                       case n % 3 when 0 then null when 1 then array[sha256('a')] else array[sha256('a'), sha256('b')] end
                from generate_series(1, 100) as n;
                insert into aevrion.tree_node (level, index, count) select level, 0, 100 from generate_series(0, 6) as level
                """);
            await make.ExecuteNonQueryAsync(Cancellation);
        }

        await using var silo = await RegionDatabase.OpenAsync(ConnectionString);

        var latest = await silo.Store.ReadLatestAsync("k2", Cancellation);
        Assert.Equal((98, "us", 2), (latest!.Timestamp, latest.Origin, latest.Parents.Length));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData("b"u8), latest.Parents[1].ToArray());
        Assert.Single((await silo.Store.ReadAtAsync("k1", 97, Cancellation))!.Parents);
        Assert.Empty((await silo.Store.ReadLatestAsync("k0", Cancellation))!.Parents);
        Assert.Equal(33, (await silo.Store.ReadHistoryAsync("k2", null, 1_000, includeValues: false, Cancellation)).Count);
        Assert.Equal([true, false], await silo.Store.AppendAsync([SampleEvents.Put("k2", "v", 101), SampleEvents.Put("k2", "v", 101)], Cancellation));
        Assert.Equal(100, await silo.ReadAsync<long>("select events from aevrion.era"));
        await silo.AssertErasAsync();
        await silo.AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task A_database_of_a_later_build_is_refused_and_left_alone()
    {
        await using var silo = await RegionDatabase.OpenAsync(ConnectionString);
        await silo.ExecuteAsync("insert into aevrion.migration (version, name) values (9999, 'from_the_future')");

        var refusal = await Assert.ThrowsAsync<StorageConfigurationException>(() => RegionDatabase.OpenAsync(ConnectionString));

        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(MigrationCatalog.All.Count + 1, await silo.ReadAsync<long>("select count(*) from aevrion.migration"));
    }

    [Fact]
    public async Task A_failed_migration_leaves_nothing_behind_and_the_next_start_succeeds()
    {
        await using (var blocker = NpgsqlDataSource.Create(ConnectionString))
        {
            await using var obstacle = blocker.CreateCommand("create schema aevrion; create table aevrion.tree_node ()");
            await obstacle.ExecuteNonQueryAsync(Cancellation);
            await Assert.ThrowsAsync<PostgresException>(() => RegionDatabase.OpenAsync(ConnectionString));
            await using var remove = blocker.CreateCommand("drop table aevrion.tree_node");
            await remove.ExecuteNonQueryAsync(Cancellation);
        }

        await using var silo = await RegionDatabase.OpenAsync(ConnectionString);
        Assert.Equal(0, await silo.Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Another_regions_database_is_refused_with_both_names()
    {
        await using var eu = await RegionDatabase.OpenAsync(ConnectionString);

        var refusal = await Assert.ThrowsAsync<StorageConfigurationException>(() => RegionDatabase.OpenAsync(ConnectionString, region: "us"));

        Assert.Contains("'eu'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'us'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, 32, "30000")]
    [InlineData(60_000, 16, "16")]
    public async Task A_database_of_another_shape_is_refused_with_both_shapes(long granularityMs, int branchingFactor, string configured)
    {
        await using var silo = await RegionDatabase.OpenAsync(ConnectionString);

        var refusal = await Assert.ThrowsAsync<StorageConfigurationException>(
            () => RegionDatabase.OpenAsync(ConnectionString, new TreeShape(granularityMs, branchingFactor)));

        Assert.Contains("60000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("32", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(configured, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_hold_every_key_is_refused()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        var name = builder.Database + "_latin";
        await using var maintenance = NpgsqlDataSource.Create(ConnectionString);
        await using (var create = maintenance.CreateCommand($"create database {name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"))
            await create.ExecuteNonQueryAsync(Cancellation);
        try
        {
            builder.Database = name;
            var refusal = await Assert.ThrowsAsync<StorageConfigurationException>(() => RegionDatabase.OpenAsync(builder.ConnectionString));
            Assert.Contains("LATIN1", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            await using var drop = maintenance.CreateCommand($"drop database {name} with (force)");
            await drop.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_role_that_may_not_create_the_missing_database_is_told_so()
    {
        var role = $"aevrion_test_{Guid.NewGuid():n}";
        await using var maintenance = NpgsqlDataSource.Create(ConnectionString);
        await using (var create = maintenance.CreateCommand($"create role {role} login password '{role}'"))
            await create.ExecuteNonQueryAsync(Cancellation);
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = role };
            builder.Database += "_absent";
            var refusal = await Assert.ThrowsAsync<StorageConfigurationException>(() => RegionDatabase.OpenAsync(builder.ConnectionString));
            Assert.Contains(builder.Database, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            await using var drop = maintenance.CreateCommand($"drop role {role}");
            await drop.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable_and_not_misconfigured()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Host = "127.0.0.1", Port = 1 };
        var migrator = new PostgresMigrator(builder.ConnectionString, NullLogger<PostgresMigrator>.Instance);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => migrator.MigrateAsync(Cancellation));
    }
}
