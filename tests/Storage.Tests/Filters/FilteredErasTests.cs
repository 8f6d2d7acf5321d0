using Aevrion.Core.Events;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Filters;

/// <summary>Filters of past eras save probes and never hide an event.</summary>
public sealed class FilteredErasTests : IAsyncLifetime
{
    private const long Noon = SampleEvents.Noon;

    private static readonly EraLimits Limits = new(MinEvents: 10, MinGapMs: 1);

    private readonly Dictionary<int, IStorageUpkeep> _keepers = [];
    private PostgresDatabase? _database;
    private RegionDatabase[] _silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Cancellation);
        _silos = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RegionDatabase.OpenAsync(_database.ConnectionString, limits: Limits)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Every_era_but_the_newest_gets_a_filter_once_it_has_come_to_rest()
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 1);
        Assert.Equal(0, await CountFiltersAsync());

        await UpkeepAsync(silo: 0, runs: 1);
        var eras = (await _silos[0].ReadEraSizesAsync()).Count;
        Assert.True(eras > 3);
        Assert.Equal(eras - 1, await CountFiltersAsync());
        Assert.All(Enumerable.Range(0, eras - 1), era => Assert.NotNull(_silos[0].Store.Filters.Of(era)));
        Assert.Null(_silos[0].Store.Filters.Of(eras - 1));
    }

    [Fact]
    public async Task Another_silo_loads_what_one_has_made()
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 2);
        await UpkeepAsync(silo: 1, runs: 1);
        Assert.Equal(_silos[0].Store.Filters.Bytes, _silos[1].Store.Filters.Bytes);
        Assert.True(_silos[1].Store.Filters.Bytes > 0);
    }

    /// <summary>A filter that lies is believed, which shows that filters are asked at all.</summary>
    [Fact]
    public async Task Eras_whose_filter_says_so_are_not_probed()
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 2);
        var truth = _silos[0].Store.Filters.Of(0)!;
        _silos[0].Store.Filters.Replace([truth with { Keys = KeyFilter.For(0) }]);

        Assert.Null(await _silos[0].Store.ReadLatestAsync("series/000000", Cancellation));
        Assert.Equal([null], await _silos[0].Store.ReadLatestAsync(["series/000000"], long.MaxValue, Cancellation));
        Assert.Empty(await _silos[0].Store.ReadLatestStampsAsync(["series/000000"], Cancellation));
        Assert.Empty(await _silos[0].Store.ReadHistoryAsync("series/000000", null, 10, includeValues: false, Cancellation));

        _silos[0].Store.Filters.Replace([truth with { Keys = KeyFilter.For(0), Changes = truth.Changes + 1 }]);
        Assert.NotNull(await _silos[0].Store.ReadLatestAsync("series/000000", Cancellation));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(250, false)]
    [InlineData(250, true)]
    public async Task An_event_that_comes_late_into_a_filtered_era_is_found_at_once(int events, bool areNew)
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 2);
        await UpkeepAsync(silo: 1, runs: 1);

        var late = SampleEvents.Series(events, stepMs: 0, "late", Noon + 3);
        await _silos[1].Store.AppendAsync(late, new AppendTerms(null, areNew), Cancellation);

        foreach (var silo in _silos)
        {
            foreach (var item in late.Take(3))
                await AssertFoundAsync(silo, item);
        }
    }

    [Fact]
    public async Task A_filter_is_made_anew_when_late_growth_has_come_to_rest()
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 2);
        var before = _silos[0].Store.Filters.Of(0)!;
        await _silos[1].Store.AppendAsync([SampleEvents.Put("late", "v", Noon + 3)], Cancellation);

        await UpkeepAsync(silo: 0, runs: 1);
        Assert.Null(_silos[0].Store.Filters.Of(0));
        await UpkeepAsync(silo: 0, runs: 1);

        var after = _silos[0].Store.Filters.Of(0)!;
        Assert.Equal(before.Changes + 1, after.Changes);
        Assert.True(after.Keys.MayContain(KeyHash.Of("late")));
        await AssertFoundAsync(_silos[0], SampleEvents.Put("late", "v", Noon + 3));
    }

    [Fact]
    public async Task A_repeated_append_into_a_past_era_changes_nothing()
    {
        await FillAsync(45);
        await UpkeepAsync(silo: 0, runs: 2);
        var before = _silos[0].Store.Filters.Of(0);
        await _silos[1].Store.AppendAsync([SampleEvents.Series(1, stepMs: 10)[0]], Cancellation);
        await UpkeepAsync(silo: 0, runs: 1);
        Assert.Same(before, _silos[0].Store.Filters.Of(0));
    }

    [Fact]
    public async Task Writers_in_any_era_readers_and_upkeep_at_once_agree()
    {
        await FillAsync(60);
        using var done = new CancellationTokenSource();
        var upkeep = Task.WhenAll(Enumerable.Range(0, 2).Select(silo => Task.Run(
            async () =>
            {
                var keeper = _silos[silo].Store.UpkeepOfFilters(NullLogger.Instance);
                while (!done.IsCancellationRequested)
                    await keeper.RunAsync(Cancellation);
            },
            Cancellation)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                var random = new Random(writer);
                for (var i = 0; i < 60; i++)
                {
                    var item = SampleEvents.Put($"{writer}/{i}", "v", Noon + random.Next(1_500));
                    await _silos[i % 2].Store.AppendAsync([item], new AppendTerms(null, AreNew: i % 3 == 0), Cancellation);
                    await AssertFoundAsync(_silos[(i + 1) % 2], item);
                }
            },
            Cancellation)));
        await done.CancelAsync();
        await upkeep;
    }

    private static async Task AssertFoundAsync(RegionDatabase silo, Event item)
    {
        Assert.Equal(item.Id, (await silo.Store.ReadLatestAsync(item.Key, Cancellation))?.Id);
        Assert.Equal(item.Id, (await silo.Store.ReadAtAsync(item.Key, item.Timestamp, Cancellation))?.Id);
        Assert.Equal(item.Id, (await silo.Store.ReadLatestAsync(["absent", item.Key], long.MaxValue, Cancellation))[1]?.Id);
        Assert.Equal(item.Stamp, (await silo.Store.ReadLatestStampsAsync([item.Key, "absent"], Cancellation)).Single().Value);
        Assert.Equal(item.Id, (await silo.Store.ReadHistoryAsync(item.Key, null, 10, includeValues: true, Cancellation)).Single().Stamp.Id);
    }

    private async Task FillAsync(int events)
    {
        foreach (var batch in SampleEvents.Series(events, stepMs: 20).Chunk(5))
            await _silos[0].Store.AppendAsync(batch, Cancellation);
    }

    private async Task UpkeepAsync(int silo, int runs)
    {
        var keeper = _keepers.TryGetValue(silo, out var known) ? known : _keepers[silo] = _silos[silo].Store.UpkeepOfFilters(NullLogger.Instance);
        for (var run = 0; run < runs; run++)
            await keeper.RunAsync(Cancellation);
    }

    private Task<long> CountFiltersAsync() => _silos[0].ReadAsync<long>("select count(*) from aevrion.key_filter where filter is not null");
}
