using Aevrion.Simulation.Kernel;

namespace Aevrion.Simulation.Scenarios;

/// <summary>Which regions are each other's peers. Connected; both sides dial.</summary>
internal sealed class Topology
{
    private readonly bool[,] _connected;

    private Topology(TopologyKind kind, bool[,] connected)
    {
        Kind = kind;
        _connected = connected;
        Regions = connected.GetLength(0);
    }

    public TopologyKind Kind { get; }

    /// <summary>Number of regions.</summary>
    public int Regions { get; }

    public static Topology Draw(TopologyKind kind, int regions, SeededRandom random)
    {
        var connected = new bool[regions, regions];
        for (var i = 1; i < regions; i++)
        {
            var to = kind switch
            {
                TopologyKind.Star => 0,
                TopologyKind.Random => random.Below(i),
                _ => i - 1,
            };
            Connect(connected, i, to);
        }

        if (kind == TopologyKind.Ring && regions > 2)
            Connect(connected, regions - 1, 0);
        for (var i = 0; i < regions; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (kind == TopologyKind.Mesh || (kind == TopologyKind.Random && random.Chance(0.25)))
                    Connect(connected, i, j);
            }
        }

        return new Topology(kind, connected);
    }

    /// <summary>The peers of a region, ascending.</summary>
    public IEnumerable<int> PeersOf(int region) => Enumerable.Range(0, Regions).Where(other => _connected[region, other]);

    /// <summary>Most links on the shortest way between two of these regions; null when they are not connected among themselves.</summary>
    public int? Diameter(Func<int, bool> includes)
    {
        var longest = 0;
        foreach (var start in Enumerable.Range(0, Regions).Where(includes))
        {
            var distances = Distances(start, includes);
            if (distances.Count < Enumerable.Range(0, Regions).Count(includes))
                return null;
            longest = Math.Max(longest, distances.Values.Max());
        }

        return longest;
    }

    private Dictionary<int, int> Distances(int start, Func<int, bool> includes)
    {
        var distances = new Dictionary<int, int> { [start] = 0 };
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var region))
        {
            foreach (var peer in PeersOf(region).Where(includes))
            {
                if (distances.TryAdd(peer, distances[region] + 1))
                    queue.Enqueue(peer);
            }
        }

        return distances;
    }

    private static void Connect(bool[,] connected, int one, int other) => connected[one, other] = connected[other, one] = true;
}
