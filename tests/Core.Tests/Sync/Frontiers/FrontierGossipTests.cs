using System.Collections.Immutable;
using Aevrion.Core.Sync.Frontiers;

namespace Aevrion.Core.Tests.Sync.Frontiers;

public sealed class FrontierGossipTests
{
    [Fact]
    public void A_record_is_told_once_and_never_to_whom_it_came_from()
    {
        var known = new[] { Known("eu", 1, "eu", "us", "ap"), Known("sa", 1, "us", "us"), Known("af", 1, "ap", "ap") };
        var gossip = new FrontierGossip("eu", "us");
        Assert.Equal(["eu", "af"], Told(gossip, known));
        Assert.Empty(Told(gossip, known));
        known[1] = Known("sa", 2, "us", "us");
        known[2] = Known("af", 2, "ap", "ap");
        Assert.Equal(["af"], Told(gossip, known));
    }

    [Fact]
    public void In_a_mesh_only_the_own_record_is_told()
    {
        var known = new[] { Known("eu", 1, "eu", "us", "ap"), Known("us", 1, "us", "ap", "eu"), Known("ap", 1, "ap", "eu", "us") };
        var gossip = new FrontierGossip("eu", "us");
        Assert.Equal(["eu", "us"], Told(gossip, known));
        Assert.Empty(Told(gossip, [known[0], Known("us", 2, "us", "ap", "eu"), Known("ap", 2, "ap", "eu", "us")]));
    }

    private static IEnumerable<string> Told(FrontierGossip gossip, IReadOnlyList<KnownFrontier> known) =>
        gossip.News(known).Select(record => record.Region);

    private static KnownFrontier Known(string region, long version, string from, params string[] peers) =>
        new(new FrontierRecord(region, version, [.. peers.Order(StringComparer.Ordinal)], ImmutableArray<HistoryDigest>.Empty), from);
}
