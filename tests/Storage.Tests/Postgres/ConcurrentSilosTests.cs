using Aevrion.Core.Tree;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Several silos of one region on one database.</summary>
public sealed class ConcurrentSilosTests : IAsyncLifetime
{
    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);

    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RegionDatabase.OpenAsync(_database.ConnectionString, Shape)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Overlapping_appends_in_any_order_never_deadlock_and_count_exactly()
    {
        // Every event goes to every silo several times, shuffled: the worst case for locks.
        var events = SampleEvents.Series(500, stepMs: 137);
        var added = 0;
        var workers = Enumerable.Range(0, 9).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var round = 0; round < 6; round++)
                {
                    var shuffled = events.ToArray();
                    random.Shuffle(shuffled);
                    foreach (var batch in shuffled.Chunk(random.Next(20, 200)))
                    {
                        var flags = await _silos[worker % 3].Store.AppendAsync(batch, Cancellation);
                        Interlocked.Add(ref added, flags.Count(flag => flag));
                    }
                }
            },
            Cancellation));
        await Task.WhenAll(workers);

        Assert.Equal(events.Length, added);
        Assert.Equal(events.Length, await _silos[0].Store.CountAsync(Cancellation));
        await _silos[0].AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task A_region_name_gets_one_number_however_many_silos_meet_it_first()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"region-{i}")];
        await Task.WhenAll(_silos.Select((silo, number) => Task.Run(
            () => silo.Store.AppendAsync(
                [.. names.Select((name, i) => SampleEvents.Put($"{number}/{name}", "v", i, name))], Cancellation),
            Cancellation)));

        Assert.Equal(names.Length, await _silos[0].ReadAsync<long>("select count(*) from aevrion.region"));
        for (var number = 0; number < _silos.Length; number++)
        {
            foreach (var name in names)
            {
                var read = await _silos[(number + 1) % 3].Store.ReadLatestAsync($"{number}/{name}", Cancellation);
                Assert.Equal(name, read!.Origin);
            }
        }
    }

    [Fact]
    public async Task A_known_region_name_draws_no_number()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var restarted = await RegionDatabase.OpenAsync(_database!.ConnectionString, Shape);
            await restarted.Store.AppendAsync([SampleEvents.Put("k", "v", i, "eu"), SampleEvents.Put("k", "v", i, "us")], Cancellation);
        }

        await _silos[0].Store.AppendAsync([SampleEvents.Put("k", "v", 100, "ap")], Cancellation);
        Assert.Equal(3, await _silos[0].ReadAsync<short>("select max(id) from aevrion.region"));
    }

    [Fact]
    public async Task Keys_sort_by_their_bytes_in_the_table()
    {
        string[] keys = ["Z", "a", "B", "é", "e\u0301", "\uffff", "😀", "\U0010ffff", "a b", "a\tb", "ab", "\u0080", "~"];
        await _silos[0].Store.AppendAsync([.. keys.Select(key => SampleEvents.Put(key, "v", 1))], Cancellation);

        await using var command = _silos[0].DataSource.CreateCommand("select key from aevrion.event order by key");
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var sorted = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            sorted.Add(reader.GetString(0));

        Assert.Equal(keys.OrderBy(key => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal), sorted);
    }

    [Fact]
    public async Task Acknowledged_means_on_disk_whatever_the_database_is_set_to()
    {
        await _silos[0].ExecuteAsync($"alter database {new Npgsql.NpgsqlConnectionStringBuilder(_database!.ConnectionString).Database} set synchronous_commit = off");
        await using var silo = await RegionDatabase.OpenAsync(_database.ConnectionString, Shape);

        Assert.Equal("on", await silo.ReadAsync<string>("show synchronous_commit"));
        await silo.Store.AppendAsync([SampleEvents.Put("k", "v", 1)], Cancellation);
        await silo.Store.SaveDigestsAsync([new TreeNode(new(0, 0), 1, default)], Cancellation);
        Assert.Equal("on", await silo.ReadAsync<string>("show synchronous_commit"));
    }
}
