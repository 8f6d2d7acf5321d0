using Aevrion.Core.Events;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Where eras begin, and what keeps every event in the era of its time.</summary>
public sealed class EraTests : IAsyncLifetime
{
    private const long EraLock = 0x41657672696F6E03;
    private const long Noon = SampleEvents.Noon;

    private static readonly EraLimits Limits = new(MinEvents: 10, MinGapMs: 1_000);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RegionDatabase.OpenAsync(_database.ConnectionString, limits: Limits)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.AssertErasAsync();
            await silo.AssertCountsEqualRecountAsync();
            await silo.DisposeAsync();
        }

        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task An_era_begins_when_the_one_before_is_full()
    {
        await AppendAsync(silo: 0, SampleEvents.Series(100, stepMs: 10), batch: 5);
        Assert.Equal([.. Enumerable.Repeat(10L, 10), 0L], await _silos[0].ReadEraSizesAsync());
    }

    [Fact]
    public async Task The_number_of_eras_grows_with_the_logarithm_of_the_events()
    {
        await AppendAsync(silo: 0, SampleEvents.Series(5_000, stepMs: 10), batch: 50);
        Assert.InRange((await _silos[0].ReadEraSizesAsync()).Count, 20, 60);
    }

    [Fact]
    public async Task Events_dated_far_ahead_do_not_keep_the_next_era_from_beginning()
    {
        const long farAhead = Noon + 1_000_000_000;
        await AppendAsync(silo: 0, SampleEvents.Series(2, stepMs: 10, "ahead", farAhead), batch: 2);
        await AppendAsync(silo: 0, SampleEvents.Series(60, stepMs: 10), batch: 5);
        await AppendAsync(silo: 0, SampleEvents.Series(4, stepMs: 10, "ahead again", farAhead - 15), batch: 2);

        var sizes = await _silos[0].ReadEraSizesAsync();
        Assert.InRange(sizes.Count, 6, 8);
        Assert.InRange(sizes.Max(), 10, 14);
        Assert.Equal("ahead/000001", (await _silos[0].Store.ReadAtAsync("ahead/000001", long.MaxValue, Cancellation))!.Key);
        Assert.Null(await _silos[0].Store.ReadAtAsync("ahead/000001", farAhead - 1, Cancellation));
    }

    [Fact]
    public async Task A_history_that_is_imported_in_order_fills_eras_of_its_own()
    {
        await AppendAsync(silo: 0, SampleEvents.Series(40, stepMs: 10), batch: 5);
        await AppendAsync(silo: 1, SampleEvents.Series(60, stepMs: 10, "imported", Noon - 1_000_000), batch: 5);
        await AppendAsync(silo: 0, SampleEvents.Series(20, stepMs: 10, "later", Noon + 500), batch: 5);

        Assert.InRange((await _silos[0].ReadEraSizesAsync()).Max(), 10, 15);
    }

    [Fact]
    public async Task Events_between_others_stay_in_the_era_of_their_time_however_many()
    {
        await AppendAsync(silo: 0, SampleEvents.Series(50, stepMs: 10), batch: 5);
        var before = (await _silos[0].ReadEraSizesAsync()).Count;
        await AppendAsync(silo: 1, SampleEvents.Series(40, stepMs: 10, "between", Noon + 5), batch: 5);

        Assert.InRange((await _silos[0].ReadEraSizesAsync()).Count, before, before + 1);
    }

    [Fact]
    public async Task A_silo_that_knows_old_eras_only_appends_to_the_right_one()
    {
        await AppendAsync(silo: 1, [SampleEvents.Put("first", "v", Noon - 1)], batch: 1);
        await AppendAsync(silo: 0, SampleEvents.Series(95, stepMs: 10), batch: 5);

        await AppendAsync(silo: 1, [SampleEvents.Put("one", "v", Noon + 2_000)], batch: 1);
        await AppendAsync(silo: 0, SampleEvents.Series(45, stepMs: 10, "more", Noon + 3_000), batch: 5);
        await AppendAsync(silo: 1, SampleEvents.Series(300, stepMs: 10, "many", Noon + 5_000), batch: 300);
        await AppendAsync(silo: 0, SampleEvents.Series(45, stepMs: 10, "more", Noon + 9_000), batch: 5);
        await _silos[1].Store.AppendAsync([SampleEvents.Put("remote", "v", Noon + 10_000, "us")], Cancellation);

        Assert.True((await _silos[0].ReadEraSizesAsync()).Count > 12);
        await _silos[0].AssertErasAsync();
    }

    [Fact]
    public async Task Silos_that_append_and_begin_eras_at_once_keep_every_event_in_the_era_of_its_time()
    {
        long now = Noon;
        var writers = Enumerable.Range(0, 6).Select(writer => Task.Run(
            async () =>
            {
                var random = new Random(writer);
                for (var i = 0; i < 60; i++)
                {
                    var start = Interlocked.Add(ref now, random.Next(50));
                    var events = SampleEvents.Series(random.Next(1, 8), stepMs: 1 + random.Next(5), $"{writer}/{i}", start);
                    var terms = writer % 2 == 0 ? AppendTerms.Own(start) : default;
                    Assert.All((await _silos[i % 3].Store.AppendAsync(events, terms, Cancellation)).Added, Assert.True);
                }
            },
            Cancellation));
        await Task.WhenAll(writers);

        Assert.True((await _silos[0].ReadEraSizesAsync()).Count > 10);
    }

    [Fact]
    public async Task Beginning_an_era_waits_for_appends_under_way_but_not_for_long()
    {
        await AppendAsync(silo: 0, SampleEvents.Series(9, stepMs: 10), batch: 9);
        await using var obstacle = await _silos[1].DataSource.OpenConnectionAsync(Cancellation);
        await using var holding = await obstacle.BeginTransactionAsync(Cancellation);
        await using (var hold = new NpgsqlCommand($"select pg_advisory_xact_lock_shared({EraLock})", obstacle))
            await hold.ExecuteNonQueryAsync(Cancellation);

        await AppendAsync(silo: 0, [SampleEvents.Put("tenth", "v", Noon + 1_000)], batch: 1).WaitAsync(Deadline, Cancellation);
        Assert.Single(await _silos[0].ReadEraSizesAsync());
        await holding.RollbackAsync(Cancellation);
        await AppendAsync(silo: 0, [SampleEvents.Put("next", "v", Noon + 1_001)], batch: 1);

        Assert.Equal([11, 0], await _silos[0].ReadEraSizesAsync());
    }

    private async Task AppendAsync(int silo, Event[] events, int batch)
    {
        foreach (var part in events.Chunk(batch))
            Assert.All((await _silos[silo].Store.AppendAsync(part, AppendTerms.Own(part[0].Timestamp), Cancellation)).Added, Assert.True);
    }
}
