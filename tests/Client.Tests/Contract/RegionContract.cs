namespace Aevrion.Client.Tests.Contract;

public abstract class RegionContract(IRegionUrls region) : ClientContract(region)
{
    [Fact]
    public async Task The_status_names_the_region_and_its_state()
    {
        var status = await Db.GetStatusAsync(Cancel);

        Assert.NotEmpty(status.Region);
        Assert.NotEmpty(status.Version);
        Assert.True(status.Engine is "Embedded" or "Orleans");
        Assert.True(status.Granularity > 0);
        Assert.True(status.BranchingFactor > 1);
        Assert.Equal("ready", status.Storage?.State);
    }

    [Fact]
    public async Task The_peers_report_names_the_same_region()
    {
        var status = await Db.GetStatusAsync(Cancel);

        var report = await Db.GetPeersAsync(Cancel);

        Assert.Equal(status.Region, report.Region);
        Assert.All(report.Peers, peer => Assert.NotEmpty(peer.State));
    }

    [Fact]
    public async Task The_load_tells_what_was_written_and_how_long_it_took()
    {
        await Db.PutAsync(Key(), "loaded", cancellationToken: Cancel);

        var load = await Db.GetLoadAsync(minutes: 5, cancellationToken: Cancel);

        Assert.Equal((await Db.GetStatusAsync(Cancel)).Region, load.Region);
        Assert.True(load.Silos >= 1);
        Assert.Equal(10_000, load.StepMs);
        Assert.Contains(load.Points, point => point.Writes > 0);
        Assert.Contains(load.Points, point => point.Write?.P99Ms > 0);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Db.GetLoadAsync(minutes: 61, cancellationToken: Cancel));
    }

    [Fact]
    public async Task The_nodes_of_the_tree_can_be_read_one_by_one()
    {
        await Db.BatchAsync([BatchOperation.Put(Key(), "old", 6_000_000)], Cancel);
        var tree = await Db.GetTreeAsync(Cancel);
        Assert.NotEmpty(tree.Nodes);

        foreach (var node in tree.Nodes)
        {
            var alone = await Db.GetTreeNodeAsync(node.Level, node.Index, Cancel);
            Assert.Equal((node.Level, node.Index), (alone.Level, alone.Index));
            Assert.Equal(node.Level == 0, alone.Events?.Count > 0);
        }
    }

    [Fact]
    public async Task An_unknown_peer_is_not_found()
    {
        var error = await Assert.ThrowsAsync<AevrionNotFoundException>(() => Db.SyncAsync("no such/peer", Cancel));
        Assert.Equal(404, error.Status);
        await Assert.ThrowsAsync<AevrionNotFoundException>(() => Db.PausePeerAsync("no such/peer", Cancel));
        await Assert.ThrowsAsync<AevrionNotFoundException>(() => Db.ResumePeerAsync("no such/peer", Cancel));
        await Assert.ThrowsAsync<AevrionNotFoundException>(() => Db.GetDifferencesAsync("no such/peer", Cancel));
    }

    [Fact]
    public async Task A_call_that_is_already_cancelled_is_not_made()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Db.GetStatusAsync(cancelled.Token));
        Assert.Equal(cancelled.Token, error.CancellationToken);
    }
}
