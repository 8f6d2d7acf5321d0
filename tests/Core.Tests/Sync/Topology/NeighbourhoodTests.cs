using Aevrion.Core.Sync.Topology;

namespace Aevrion.Core.Tests.Sync.Topology;

public sealed class NeighbourhoodTests
{
    public static TheoryData<string, string[]> Topologies => new()
    {
        { "mesh of 3", ["a:b,c", "b:a,c", "c:a,b"] },
        { "mesh of 5", ["a:b,c,d,e", "b:a,c,d,e", "c:a,b,d,e", "d:a,b,c,e", "e:a,b,c,d"] },
        { "ring of 5", ["a:b,e", "b:a,c", "c:b,d", "d:c,e", "e:d,a"] },
        { "star of 5", ["a:b,c,d,e", "b:a", "c:a", "d:a", "e:a"] },
        { "line of 4", ["a:b", "b:a,c", "c:b,d", "d:c"] },
    };

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Every_write_reaches_every_region_and_a_mesh_passes_nothing_on(string topology, string[] links)
    {
        var peers = links.ToDictionary(link => link.Split(':')[0], link => link.Split(':')[1].Split(','));
        var regions = peers.ToDictionary(entry => entry.Key, _ => new Neighbourhood());
        foreach (var (from, to) in peers.SelectMany(entry => entry.Value.Select(to => (entry.Key, to))))
            regions[to].Learn(from, peers[from]);

        foreach (var origin in peers.Keys)
        {
            var pushes = 0;
            var reached = new HashSet<string> { origin };
            var waiting = new Queue<(string? From, string At)>([(null, origin)]);
            while (waiting.TryDequeue(out var step))
            {
                foreach (var to in peers[step.At].Where(to => regions[step.At].MustPush(step.From, to, origin)))
                {
                    pushes++;
                    if (reached.Add(to))
                        waiting.Enqueue((step.At, to));
                }
            }

            Assert.Equal(peers.Count, reached.Count);
            if (topology.StartsWith("mesh", StringComparison.Ordinal))
                Assert.Equal(peers.Count - 1, pushes);
        }
    }
}
