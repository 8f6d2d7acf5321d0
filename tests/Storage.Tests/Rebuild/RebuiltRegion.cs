using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Rebuild;

/// <summary>A region's database with a history, to be damaged and rebuilt.</summary>
internal sealed class RebuiltRegion : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    private RebuiltRegion(PostgresDatabase database, RegionDatabase region) => (_database, Region) = (database, region);

    public RegionDatabase Region { get; }

    public TreeShape Shape => Region.Options.Shape;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RebuiltRegion> CreateAsync(TreeShape shape)
    {
        var database = await PostgresDatabase.CreateAsync(Cancellation);
        return new RebuiltRegion(database, await RegionDatabase.OpenAsync(database.ConnectionString, shape));
    }

    public async Task AppendAsync(IEnumerable<Event> events)
    {
        foreach (var batch in events.Chunk(1_000))
            await Region.Store.AppendAsync(batch, default, Cancellation);
    }

    public Task<RebuildReport> RunAsync(SpanLimits? limits = null, bool wantsKeyIndex = false, RebuildProgress? progress = null) =>
        new PostgresRebuild(Region.DataSource, Shape, TimeProvider.System, limits ?? new SpanLimits())
            .RunAsync(wantsKeyIndex, progress ?? new RebuildProgress(), Cancellation);

    /// <summary>Fails unless counts are a recount, and every digest that counts as valid is that of the events.</summary>
    /// <param name="events">The events of the region.</param>
    /// <param name="allFresh">Fails also when a digest is not valid.</param>
    public async Task AssertTrueAsync(IEnumerable<Event> events, bool allFresh = true)
    {
        await Region.AssertCountsEqualRecountAsync();
        Assert.Equal(0, await Region.ReadAsync<long>("select count(*) from aevrion.tree_node where digest_count > count"));
        var model = new EventModel(Shape, events);
        for (var level = 0; level <= Shape.HighestLevel; level++)
        {
            var expected = model.Nodes(level).ToDictionary(node => node.Address);
            var rows = await Region.Store.ReadNodesAsync([new NodeRange(level, 0, long.MaxValue)], Cancellation);
            Assert.Equal(expected.Count, rows.Count);
            foreach (var row in rows)
                Assert.True(row.Fresh is { } fresh ? fresh == expected[row.Address] : !allFresh, $"{row}, {expected[row.Address]}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Region.DisposeAsync();
        await _database.DisposeAsync();
    }
}
