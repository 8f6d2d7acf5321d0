using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Http;

/// <summary><c>/v1/tree/map</c>.</summary>
public sealed class TreeMapTests(OneRegion region) : IClassFixture<OneRegion>, IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;
    private const long Leaf = SomeTime / 1000;

    /// <summary>Under no node that the others are under.</summary>
    private const long EarlyTime = 200_000_000_000;

    private readonly ApiClient _api = region.Api;

    public async ValueTask InitializeAsync()
    {
        var lines = Enumerable.Range(0, 40).Select(i =>
            $$"""{"op":"put","key":"map/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * 100)}}}""");
        (await _api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_lists_the_nodes_of_a_range_that_are_not_empty()
    {
        var map = await ReadAsync($"level=0&from={Leaf - 5}&count=7");
        Assert.Equal(0, map.GetProperty("level").GetInt32());
        Assert.Equal(Leaf - 5, map.GetProperty("from").GetInt64());
        Assert.Equal(1000, map.GetProperty("granularity").GetInt64());
        Assert.Equal(32, map.GetProperty("branchingFactor").GetInt32());
        Assert.InRange(map.GetProperty("horizon").GetInt64(), Leaf, long.MaxValue);
        Assert.Equal([(Leaf, 10L), (Leaf + 1, 10L)], NodesOf(map));
    }

    [Fact]
    public async Task Every_level_counts_every_event()
    {
        var levels = (await ReadAsync("count=1")).GetProperty("levels").GetInt32();
        Assert.Equal(7, levels);
        for (var level = 0; level < levels; level++)
        {
            var first = Leaf / (long)Math.Pow(32, level);
            Assert.Equal(40, NodesOf(await ReadAsync($"level={level}&from={first}&count=4")).Sum(node => node.Count));
        }
    }

    [Fact]
    public async Task No_digest_is_taken_for_it_and_those_that_are_kept_are_told()
    {
        var there = $"level=0&from={EarlyTime / 1000}&count=1";
        (await _api.PostAsync("/v1/batch", $$"""{"op":"put","key":"map/new","text":"n","timestamp":{{EarlyTime}}}""")).AssertDone();
        Assert.Equal(JsonValueKind.Null, (await ReadAsync(there)).GetProperty("nodes")[0].GetProperty("digest").ValueKind);

        var digest = (await _api.GetAsync($"/v1/tree/0/{EarlyTime / 1000}")).AssertDone().Json.GetProperty("digest").GetString();
        await Eventually.HoldsAsync(
            async () => (await ReadAsync(there)).GetProperty("nodes")[0].GetProperty("digest").GetString() == digest, "the digest is kept");
    }

    [Theory]
    [InlineData("level=-1")]
    [InlineData("level=77")]
    [InlineData("from=-1")]
    [InlineData("from=x")]
    [InlineData("from=99999999999999999999")]
    [InlineData("level=3&from=900000000000")]
    [InlineData("count=0")]
    [InlineData("count=513")]
    public async Task What_the_tree_cannot_have_is_refused(string query) =>
        (await _api.GetAsync($"/v1/tree/map?{query}")).AssertProblem(400, "bad-parameter");

    [Fact]
    public async Task A_parameter_that_it_does_not_know_is_refused() =>
        (await _api.GetAsync("/v1/tree/map?peer=us")).AssertProblem(400, "unknown-parameter");

    private async Task<JsonElement> ReadAsync(string query) => (await _api.GetAsync($"/v1/tree/map?{query}")).AssertDone().Json;

    private static IEnumerable<(long Index, long Count)> NodesOf(JsonElement map) =>
        map.GetProperty("nodes").EnumerateArray().Select(node => (node.GetProperty("index").GetInt64(), node.GetProperty("count").GetInt64()));
}
