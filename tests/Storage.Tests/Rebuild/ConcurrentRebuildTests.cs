using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Storage.Tree;
using Npgsql;

namespace Aevrion.Storage.Tests.Rebuild;

/// <summary>Rebuilds while other silos write: the tree is true at every moment, or becomes true where it was not.</summary>
public sealed class ConcurrentRebuildTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int Batches = 60;

    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);
    private static readonly SpanLimits SmallSpans = new() { PageEvents = 200, MaxEvents = 300, MaxLeaves = 40 };

    private RebuiltRegion? _region;

    private RebuiltRegion Region => _region!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await RebuiltRegion.CreateAsync(Shape);

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task Counts_and_valid_digests_are_true_at_every_moment()
    {
        var writing = WriteAsync(takesDigests: true);
        var rebuilds = 0;
        while (!writing.IsCompleted)
        {
            var report = await Region.RunAsync(SmallSpans);
            Assert.False(report.FoundMistakes, $"{report}");
            await Region.Region.AssertCountsEqualRecountAsync();
            rebuilds++;
        }

        Assert.True(rebuilds > 1);
        await Region.AssertTrueAsync(await writing, allFresh: false);
        await Region.RunAsync(SmallSpans);
        await Region.AssertTrueAsync(await writing);
    }

    [Fact]
    public async Task A_tree_that_was_damaged_is_true_after_one_rebuild_however_much_was_written_meanwhile()
    {
        await Region.AppendAsync(SampleEvents.Series(2_000, stepMs: 50, "before"));
        await Region.RunAsync();
        await Region.Region.ExecuteAsync(
            """
            update aevrion.tree_node set count = count + 1000, digest = sha256('wrong'), digest_count = count + 1000 where index % 3 = 0;
            update aevrion.tree_node set digest = sha256('a trap'), digest_count = count + 5 where index % 3 = 1;
            delete from aevrion.tree_node where index % 3 = 2 and index % 2 = 0;
            insert into aevrion.tree_node (level, index, count)
            select 0, n, 3 from generate_series(1750000020, 1750000400) as n on conflict do nothing
            """);
        var writing = WriteAsync(takesDigests: false);
        var report = await Region.RunAsync(SmallSpans);
        Assert.True(report.FoundMistakes);
        await Region.Region.AssertCountsEqualRecountAsync();

        var events = SampleEvents.Series(2_000, stepMs: 50, "before").Concat(await writing);
        await Region.AssertTrueAsync(events, allFresh: false);
        Assert.False((await Region.RunAsync()).FoundMistakes);
        await Region.AssertTrueAsync(events);
    }

    [Fact]
    public async Task Writers_do_not_wait_for_the_lock_of_a_rebuild_nor_it_for_theirs()
    {
        var old = SampleEvents.Put("k", "old", 5_500);
        var late = SampleEvents.Put("k", "late", 5_000);
        await using (await RebuildSession.BeginAsync(Region.Region.DataSource, TimeProvider.System, RebuildSession.MaxTries, Cancellation))
        {
            await Region.AppendAsync([old]).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            await Region.AppendAsync([late]).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            await Region.Region.Store.CloseAsync(9_000, Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        }

        await using var connection = await Region.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            await using var holding = new NpgsqlCommand("select aevrion.begin_append(true)", connection);
            await holding.ExecuteNonQueryAsync(Cancellation);
            await Region.RunAsync();
        }

        await Region.AssertTrueAsync([old, late]);
    }

    [Fact]
    public async Task A_digest_kept_since_the_snapshot_of_a_rebuild_does_not_give_way_to_its_older_one()
    {
        var events = SampleEvents.Series(10, stepMs: 1);
        await Region.AppendAsync(events);
        await new TreeRefresher(Region.Region.Store).RefreshAsync(new NodeAddress(Shape.HighestLevel, 0), Cancellation);
        var leaf = new NodeAddress(0, Shape.LeafOf(events[0].Timestamp));
        var older = new NodeMend(leaf, Delta: 0, Count: 5, TreeDigest.OfLeaf([events[0].Id]), SeenDigestCount: null);
        await using (var session = await RebuildSession.BeginAsync(Region.Region.DataSource, TimeProvider.System, RebuildSession.MaxTries, Cancellation))
        {
            await session.MendAsync([older], Cancellation);
            await Region.AssertTrueAsync(events);
            await session.MendAsync([older with { SeenDigestCount = events.Length }], Cancellation);
        }

        await Region.AssertTrueAsync(events, allFresh: false);
        Assert.Equal(5, await Region.Region.ReadAsync<long>($"select digest_count from aevrion.tree_node where level = 0 and index = {leaf.Index}"));
    }

    [Fact]
    public async Task A_writer_that_holds_a_row_which_is_to_go_keeps_what_it_counted()
    {
        var written = SampleEvents.Put("k", "v", 5_500);
        await Region.Region.ExecuteAsync("insert into aevrion.tree_node (level, index, count) values (0, 5, 9)");
        await using var connection = await Region.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await using var holding = new NpgsqlCommand(
                "select from aevrion.tree_node where level = 0 and index = 5 for update", connection);
            await holding.ExecuteNonQueryAsync(Cancellation);
            var appending = Region.AppendAsync([written]);
            await Region.Region.WaitForLockAsync();
            var rebuilding = Region.RunAsync();
            await transaction.CommitAsync(Cancellation);
            await Task.WhenAll(appending, rebuilding);
        }

        await Region.AssertTrueAsync([written], allFresh: false);
    }

    /// <summary>Writes, in several silos at once, events into the same leaves, new ones and ones already there.</summary>
    private async Task<IReadOnlyList<Event>> WriteAsync(bool takesDigests)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                await using var silo = await RegionDatabase.OpenAsync(Region.Region.Options);
                var refresher = new TreeRefresher(silo.Store);
                var random = new Random(writer);
                var written = new List<Event>();
                for (var batch = 0; batch < Batches; batch++)
                {
                    Event[] events = [.. Enumerable.Range(0, 20).Select(i => SampleEvents.Put(
                        $"{writer}/{batch}/{i}", "v", SampleEvents.Noon + random.Next(100_000)))];
                    await silo.Store.AppendAsync([.. events, .. written.Take(3)], default, Cancellation);
                    written.AddRange(events);
                    if (takesDigests && batch % 10 == 5)
                        await refresher.RefreshAsync(new NodeAddress(Shape.HighestLevel, 0), Cancellation);
                }

                return written;
            },
            Cancellation)));
        return [.. all.SelectMany(events => events)];
    }
}
