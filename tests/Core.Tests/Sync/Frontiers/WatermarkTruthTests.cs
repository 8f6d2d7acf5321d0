namespace Aevrion.Core.Tests.Sync.Frontiers;

/// <summary>
/// The claim: whatever a region holds below its watermark, every region holds; what another holds there beside it was imported into a
/// leaf that the importing region had closed, and has not arrived.
/// </summary>
public sealed class WatermarkTruthTests
{
    private const int Seeds = 60;
    private const int Phases = 4;
    private const int Steps = 80;

    public static TheoryData<string> Topologies => ["alone", "pair", "chain", "ring", "star", "mesh", "random"];

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Whatever_happens_no_watermark_claims_too_much_and_all_reach_the_horizon(string topology)
    {
        for (var seed = 0; seed < Seeds; seed++)
            Run(topology, seed, imports: seed % 2 == 1, restarts: seed % 3 == 1);
    }

    private static void Run(string topology, int seed, bool imports, bool restarts)
    {
        var random = new Random(seed);
        var (regions, edges) = Draw(topology, random);
        var network = new FrontierNetwork(random, edges, regions);
        try
        {
            for (var phase = 0; phase < Phases; phase++)
            {
                for (var i = 0; i < Steps; i++)
                    network.Step(imports, restarts);
                network.Settle();
                var horizon = network.Regions.Values.Min(region => region.Floor);
                Assert.All(network.Regions.Values, region => Assert.Equal(horizon, region.Claim));
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{topology}, seed {seed}: {network}: {failure.Message}", failure);
        }
    }

    private static (int Regions, IReadOnlyList<(int A, int B)> Edges) Draw(string topology, Random random) => topology switch
    {
        "alone" => (1, []),
        "pair" => (2, [(0, 1)]),
        "chain" => (5, [(0, 1), (1, 2), (2, 3), (3, 4)]),
        "ring" => (5, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]),
        "star" => (5, [(0, 1), (0, 2), (0, 3), (0, 4)]),
        "mesh" => (4, [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]),
        _ => DrawConnected(random),
    };

    private static (int Regions, IReadOnlyList<(int A, int B)> Edges) DrawConnected(Random random)
    {
        var regions = random.Next(2, 8);
        var edges = new SortedSet<(int A, int B)>();
        for (var i = 1; i < regions; i++)
            edges.Add((random.Next(i), i));
        for (var i = random.Next(regions); i > 0; i--)
        {
            var (a, b) = (random.Next(regions), random.Next(regions));
            if (a != b)
                edges.Add((Math.Min(a, b), Math.Max(a, b)));
        }

        return (regions, [.. edges]);
    }
}
