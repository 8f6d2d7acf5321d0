using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/tree</c>, as the contract says.</summary>
public sealed class TreeTests(OneRegion region) : IClassFixture<OneRegion>, IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;

    private readonly ApiClient _api = region.Api;

    public async ValueTask InitializeAsync()
    {
        var lines = Enumerable.Range(0, 40).Select(i =>
            $$"""{"op":"put","key":"tree/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * 100)}}}""");
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_tree_covers_everything_in_closed_time()
    {
        var tree = (await _api.GetAsync("/v1/tree")).AssertDone().Json;
        Assert.Equal("eu", tree.GetProperty("region").GetString());
        Assert.Equal(1000, tree.GetProperty("granularity").GetInt64());
        Assert.Equal(32, tree.GetProperty("branchingFactor").GetInt32());
        Assert.Equal(40, tree.GetProperty("count").GetInt64());
        Assert.Equal(64, tree.GetProperty("digest").GetString()!.Length);
        Assert.Equal(40, tree.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task Each_node_leads_to_its_children_down_to_the_events_of_its_leaves()
    {
        var tree = (await _api.GetAsync("/v1/tree")).AssertDone().Json;
        var events = 0;
        foreach (var node in tree.GetProperty("nodes").EnumerateArray())
            events += await CountEventsUnderAsync(node);
        Assert.Equal(40, events);
    }

    [Fact]
    public async Task A_leafs_digest_is_the_hash_of_its_events_ids_in_order()
    {
        var leaf = (await _api.GetAsync($"/v1/tree/0/{SomeTime / 1000}")).AssertDone().Json;
        var ids = leaf.GetProperty("events").EnumerateArray()
            .OrderBy(entry => entry.GetProperty("timestamp").GetInt64())
            .ThenBy(entry => entry.GetProperty("id").GetString(), StringComparer.Ordinal)
            .Select(entry => Convert.FromHexString(entry.GetProperty("id").GetString()!))
            .ToList();
        Assert.Equal(10, ids.Count);
        Assert.Equal(await B3sum.HashAsync([0, .. ids.SelectMany(id => id)]), leaf.GetProperty("digest").GetString());
    }

    [Fact]
    public async Task An_inner_nodes_digest_is_the_hash_of_its_children()
    {
        var node = (await _api.GetAsync($"/v1/tree/1/{SomeTime / 1000 / 32}")).AssertDone().Json;
        var children = node.GetProperty("children").EnumerateArray().SelectMany(child => (IEnumerable<byte>)
        [
            .. BitConverter.GetBytes(child.GetProperty("index").GetInt64()),
            .. BitConverter.GetBytes(child.GetProperty("count").GetInt64()),
            .. Convert.FromHexString(child.GetProperty("digest").GetString()!),
        ]);
        Assert.Equal(await B3sum.HashAsync([1, .. children]), node.GetProperty("digest").GetString());
    }

    [Fact]
    public async Task An_empty_node_has_no_digest()
    {
        var leaf = (await _api.GetAsync("/v1/tree/0/5")).AssertDone().Json;
        Assert.Equal(0, leaf.GetProperty("count").GetInt64());
        Assert.Equal(JsonValueKind.Null, leaf.GetProperty("digest").ValueKind);
        Assert.Equal(0, leaf.GetProperty("events").GetArrayLength());
        Assert.Equal(0, (await _api.GetAsync("/v1/tree/1/5")).AssertDone().Json.GetProperty("children").GetArrayLength());
    }

    private async Task<int> CountEventsUnderAsync(JsonElement node)
    {
        var path = $"/v1/tree/{node.GetProperty("level").GetInt32()}/{node.GetProperty("index").GetInt64()}";
        var whole = (await _api.GetAsync(path)).AssertDone().Json;
        Assert.Equal(node.GetProperty("digest").GetString(), whole.GetProperty("digest").GetString());
        if (whole.TryGetProperty("events", out var events))
            return events.GetArrayLength();

        var found = 0;
        foreach (var child in whole.GetProperty("children").EnumerateArray())
            found += await CountEventsUnderAsync(child);
        Assert.Equal(whole.GetProperty("count").GetInt64(), found);
        return found;
    }
}
