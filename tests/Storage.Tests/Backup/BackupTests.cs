using Aevrion.Core.Tree;
using Aevrion.Storage.Backup;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tree;

namespace Aevrion.Storage.Tests.Backup;

/// <summary>A backup has everything that is truth, of one moment, and is not taken of a damaged region.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private BackedUpRegion? _region;

    private BackedUpRegion Region => _region!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await BackedUpRegion.CreateAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task Every_event_comes_back_with_all_that_is_known_of_it()
    {
        var read = await ReadBackup.OfAsync(await Region.BackUpAsync());
        Assert.Null(read.Refusal);
        Assert.Equal(Region.Events.Select(ReadBackup.Describe), read.Events.Select(ReadBackup.Describe));
        var header = read.Reader.Header;
        Assert.Equal(("eu", BackedUpRegion.TakenAt, 1_000L, 4), (header.Region, header.TakenAt, header.Granularity, header.BranchingFactor));
        Assert.Equal((Region.Events.Count, 0L), (header.Events, header.FirstTimestamp));
        Assert.Equal((Region.Events.Count, 2L), (read.Reader.Trailer!.Events, read.Reader.Trailer.Deletions));
    }

    [Fact]
    public async Task The_digest_is_that_of_the_regions_tree()
    {
        var read = await ReadBackup.OfAsync(await Region.BackUpAsync());
        var (shape, store) = (Region.Region.Options.Shape, Region.Region.Store);
        var horizon = shape.LeafOf(Core.Events.EventLimits.MaxTimestamp) + 1;
        await new TreeRefresher(store).RefreshAsync(new NodeAddress(shape.HighestLevel, 0), Cancellation);
        var nodes = await store.ReadNodesAsync(shape.Cover(horizon), Cancellation);
        var fresh = new List<TreeNode>();
        foreach (var node in nodes)
            fresh.Add(node.Fresh ?? (await new TreeRefresher(store).RefreshAsync(node.Address, Cancellation))!.Value);
        Assert.Equal(new TreeSnapshot(horizon, fresh).Digest.ToString(), read.Reader.Trailer!.Digest);
    }

    [Fact]
    public async Task An_empty_region_has_a_backup_too()
    {
        await Region.Region.ExecuteAsync("truncate aevrion.event, aevrion.tree_node");
        var read = await ReadBackup.OfAsync(await Region.BackUpAsync());
        Assert.Null(read.Refusal);
        Assert.Empty(read.Events);
        Assert.Equal(new BackupTrailer(0, 0, null), read.Reader.Trailer);
    }

    [Fact]
    public async Task What_becomes_durable_while_a_backup_is_written_is_not_in_it()
    {
        var source = new PostgresBackupSource(Region.Region.DataSource, Region.Region.Options.Shape);
        using var output = new MemoryStream();
        await using (var snapshot = await source.OpenAsync("eu", BackedUpRegion.TakenAt, Cancellation))
        {
            await Region.Region.Store.AppendAsync([SampleEvents.Put("late", "x", SampleEvents.Noon)], default, Cancellation);
            Assert.Null(await snapshot.WriteAsync(output, Cancellation));
        }

        var read = await ReadBackup.OfAsync(output.ToArray());
        Assert.Null(read.Refusal);
        Assert.DoesNotContain(read.Events, item => item.Event.Key == "late");
    }

    [Fact]
    public async Task More_events_than_a_page_and_a_block_take_come_back_in_their_order()
    {
        var many = SampleEvents.Series(BackupLimits.PageEvents + 7, stepMs: 1, "many", SampleEvents.Noon + 1_000_000);
        foreach (var chunk in many.Chunk(10_000))
            await Region.Region.Store.AppendAsync(chunk, AppendTerms.Own(chunk[0].Timestamp), Cancellation);
        var read = await ReadBackup.OfAsync(await Region.BackUpAsync());
        Assert.Null(read.Refusal);
        Assert.Equal(many.Select(item => item.Id), read.Events.Select(item => item.Event).Where(item => item.Key.StartsWith("many", StringComparison.Ordinal)).Select(item => item.Id));
    }

    [Theory]
    [InlineData("update aevrion.event set value = 'other' where key = 'series/000123'", "series/000123")]
    [InlineData("update aevrion.event set key = '' where key = 'series/000123'", "no key")]
    [InlineData("update aevrion.event set parents = '\\x00' where key = 'series/000123'", "parents")]
    [InlineData("update aevrion.event set origin = 77 where key = 'series/000123'", "region number 77")]
    [InlineData("update aevrion.event set value = decode(repeat('00', 1048577), 'hex') where key = 'series/000123'", "1048577 bytes")]
    [InlineData("update aevrion.event set batch = '\\x00' where key = 'series/000123'", "batch")]
    [InlineData("delete from aevrion.event where key = 'series/000123'", "its tree counts")]
    public async Task A_damaged_region_is_not_backed_up_and_the_file_says_so(string damage, string named)
    {
        await Region.Region.ExecuteAsync(damage);
        using var output = new MemoryStream();
        var error = await Region.WriteAsync(output);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Contains("verify --repair", error, StringComparison.Ordinal);
        var read = await ReadBackup.OfAsync(output.ToArray());
        Assert.Contains(error!, read.Refusal!.Message, StringComparison.Ordinal);
    }
}
