using System.Text;
using Aevrion.Core;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Region.Tests.Hosting;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Region.Tests;

/// <summary>Three regions that write the same keys without hearing of each other.</summary>
public sealed class ConflictTests : IAsyncLifetime
{
    private static readonly string[] Names = ["eu", "us", "ap"];

    private readonly LoopbackNetwork _network = new();
    private readonly List<TestRegion> _regions = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var region in _regions)
            await region.DisposeAsync();
    }

    [Fact]
    public async Task Every_region_lists_the_same_and_a_settlement_reaches_all()
    {
        await StartThreeAsync();
        await PutEverywhereAsync("k", "other");
        _network.Cut();
        foreach (var region in _regions)
        {
            await region.PutAsync("k", $"first of {region.Name}");
            await region.PutAsync("k", $"second of {region.Name}");
            await region.PutAsync($"only/{region.Name}", "fine");
        }

        var deleted = await WriteAsync(_regions[0], "other", value: null);
        var updated = await WriteAsync(_regions[1], "other", "updated");
        _network.Heal();
        await HaveSameEventsAsync();

        var conflicts = await SameListAsync();
        Assert.Equal(["k", "k", "other"], conflicts.Select(conflict => conflict.Key));
        Assert.All(conflicts.Take(2), conflict => Assert.StartsWith("second of", Text(conflict.Loser), StringComparison.Ordinal));
        Assert.Equal(
            new[] { deleted.Id!.Value, updated.Id!.Value }.Order(),
            new[] { conflicts[2].Winner.Id, conflicts[2].Loser.Id }.Order());

        var several = await SettleAsync(_regions[2], "k", SettlementPick.Loser);
        Assert.Equal((ConflictStatus.SeveralLosers, 2), (several.Status, several.Losers.Length));
        Assert.Equal(ConflictStatus.UnknownVersion, (await SettleAsync(_regions[2], "k", SettlementPick.Version, updated.Id)).Status);
        Assert.Equal(ConflictStatus.NoConflict, (await SettleAsync(_regions[2], "only/eu", SettlementPick.Winner)).Status);
        Assert.Equal(ConflictStatus.NoConflict, (await SettleAsync(_regions[2], "nobody", SettlementPick.Winner)).Status);

        var settled = await SettleAsync(_regions[2], "k", SettlementPick.Version, conflicts[1].Loser.Id);
        Assert.Equal(ConflictStatus.Done, settled.Status);
        Assert.True(settled.Timestamp > conflicts[0].Winner.Timestamp);
        Assert.Equal(ConflictStatus.Done, (await SettleAsync(_regions[1], "other", SettlementPick.Loser)).Status);
        await HaveSameEventsAsync();
        Assert.Empty(await SameListAsync());
        Assert.Equal(Text(conflicts[1].Loser), await _regions[0].GetAsync("k"));
        Assert.Equal(conflicts[2].Loser.IsDeletion ? null : "updated", await _regions[0].GetAsync("other"));
    }

    [Fact]
    public async Task A_winner_that_is_picked_is_written_anew_and_one_that_came_meanwhile_is_no_part_of_it()
    {
        var region = await StartOneAsync();
        await ImportAsync(region, "k", "one", 1_000, []);
        await ImportAsync(region, "k", "two", 2_000, []);
        var settled = await SettleAsync(region, "k", SettlementPick.Winner);
        Assert.Equal(ConflictStatus.Done, settled.Status);
        Assert.Equal("two", await region.GetAsync("k"));
        Assert.Equal(settled.Id, (await region.Grains.GetKeyGrain("k").GetLatest()).Version!.Id);
        Assert.Empty(await ListAsync(region));

        await ImportAsync(region, "k", "late", 1_500, []);
        Assert.Equal("late", Text(Assert.Single(await ListAsync(region)).Loser));
    }

    [Fact]
    public async Task More_losers_than_an_event_has_room_for_are_settled_at_once()
    {
        var region = await StartOneAsync();
        for (var i = 0; i < 150; i++)
            await ImportAsync(region, "k", $"{i}", 1_000 + i, []);
        var before = await ListAsync(region);
        Assert.Equal(149, before.Count);

        Assert.Equal(ConflictStatus.Done, (await SettleAsync(region, "k", SettlementPick.Version, before[100].Loser.Id)).Status);

        Assert.Empty(await ListAsync(region));
        Assert.Equal(Text(before[100].Loser), await region.GetAsync("k"));
    }

    [Fact]
    public async Task Pipelined_writes_deletions_batches_and_imports_of_one_region_are_no_conflict()
    {
        var region = await StartOneAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 5 == 0
            ? WriteAsync(region, $"k{i % 3}", value: null)
            : region.PutAsync($"k{i % 3}", $"{i}")));
        await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest
        {
            Operations = [.. Enumerable.Range(0, 30).Select(i => new BatchOperation { Key = $"k{i % 4}", Value = Encoding.UTF8.GetBytes($"{i}") })],
        });
        await region.ImportAsync(Enumerable.Range(0, 300).Select(i => ($"i{i % 7}", $"{i}", 5_000L - (i % 11))));
        await region.PutAsync("i1", "after");

        Assert.Empty(await ListAsync(region));
    }

    [Fact]
    public async Task The_same_event_of_two_regions_has_seen_what_either_had()
    {
        await StartThreeAsync();
        await PutEverywhereAsync("k");
        _network.Cut();
        var seen = new List<WriteResult>();
        foreach (var region in _regions.Take(2))
            seen.Add(await region.PutAsync("k", $"of {region.Name}"));
        var timestamp = seen.Max(written => written.Timestamp!.Value) + 1;
        for (var i = 0; i < seen.Count; i++)
            await ImportAsync(_regions[i], "k", value: null, timestamp, [seen[i].Id!.Value]);

        _network.Heal();
        await HaveSameEventsAsync();
        await Eventually.HoldsAsync(
            async () => (await Task.WhenAll(_regions.Select(ListAsync))).All(list => list.Count == 0),
            "no region lists what one of the writers had seen");
    }

    [Fact]
    public async Task A_list_that_was_damaged_is_told_from_the_truth()
    {
        var region = await StartOneAsync();
        await ImportAsync(region, "k", "one", 1_000, []);
        await ImportAsync(region, "k", "two", 2_000, []);
        Assert.Single(await ListAsync(region));
        var store = region.Services.GetRequiredService<IConflictStore>();
        var rows = await store.ReadLosersAsync(["k"], Cancellation);
        var position = await store.ReadPositionAsync(Cancellation);
        Assert.True(await store.ApplyAsync(position, position, new ConflictChanges([], rows), Cancellation));

        Assert.Equal(1, await new ConflictRebuild(store).RunAsync(_ => { }, Cancellation));
        await region.Grains.GetGrain<IConflictGrain>(0).Forget();
        Assert.Single(await ListAsync(region));
        Assert.Equal(ConflictStatus.Done, (await SettleAsync(region, "k", SettlementPick.Loser)).Status);
        Assert.Empty(await ListAsync(region));
    }

    private async Task<TestRegion> StartOneAsync()
    {
        var region = await TestRegion.StartAsync(_network, "eu");
        _regions.Add(region);
        return region;
    }

    private async Task StartThreeAsync()
    {
        foreach (var name in Names)
            _regions.Add(await TestRegion.StartAsync(_network, name, [.. Names.Except([name])]));
    }

    private static async Task<IReadOnlyList<KeyConflict>> ListAsync(TestRegion region)
    {
        var page = await region.Grains.GetGrain<IConflictGrain>(0).List(
            new ConflictRequest { Prefix = "", Limit = 1_000, IncludeValues = true, MaxBytes = long.MaxValue });
        Assert.Equal((ConflictStatus.Done, false), (page.Status, page.HasMore));
        return page.Conflicts;
    }

    private static Task<SettlementResult> SettleAsync(TestRegion region, string key, SettlementPick pick, Hash256? id = null) =>
        region.Grains.GetGrain<IConflictGrain>(0).Settle(new SettlementRequest { Key = key, Pick = pick, Id = id });

    private static Task<WriteResult> WriteAsync(TestRegion region, string key, string? value) =>
        region.Grains.GetKeyGrain(key).Write(new WriteRequest { Value = Bytes(value) });

    private static async Task ImportAsync(TestRegion region, string key, string? value, long timestamp, params Hash256[] parents)
    {
        var result = await region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest
        {
            Operations = [new BatchOperation { Key = key, Value = Bytes(value), Timestamp = timestamp, Parents = [.. parents] }],
        });
        Assert.Equal(OperationStatus.Done, result.Status);
    }

    private static ReadOnlyMemory<byte>? Bytes(string? value) => value is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(value);

    private static string? Text(KeyVersion version) => version.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;

    private async Task PutEverywhereAsync(params string[] keys)
    {
        foreach (var key in keys)
            await _regions[0].PutAsync(key, "common");
        await HaveSameEventsAsync();
    }

    private Task HaveSameEventsAsync() => Eventually.HoldsAsync(
        async () =>
        {
            var lists = await Task.WhenAll(_regions.Select(async region =>
                (await region.Log.ReadRangeAsync(0, long.MaxValue, null, 10_000, long.MaxValue, Cancellation)).Select(item => item.Id).ToList()));
            return lists.All(list => list.SequenceEqual(lists[0]));
        },
        "all regions have the same events");

    /// <summary>The list of all regions, which have the same events.</summary>
    private async Task<IReadOnlyList<KeyConflict>> SameListAsync()
    {
        var lists = await Task.WhenAll(_regions.Select(ListAsync));
        Assert.All(lists, list => Assert.Equal(lists[0].Select(Describe), list.Select(Describe)));
        return lists[0];
    }

    private static string Describe(KeyConflict conflict) => $"{conflict.Key}: {conflict.Winner.Id} over {conflict.Loser.Id}";
}
