using Aevrion.Core.Tree;

namespace Aevrion.Pictures.Regions;

/// <summary>Regions that write an event a minute each and tell one another their digests, minute by minute.</summary>
internal sealed class FrontierModel
{
    private readonly List<FrontierRegion> _regions;

    /// <param name="names">The regions, each a peer of all others.</param>
    /// <param name="shape">The tree's geometry.</param>
    public FrontierModel(IReadOnlyList<string> names, TreeShape shape) =>
        _regions = [.. names.Select(name => new FrontierRegion(name, names.Where(other => other != name), shape))];

    /// <summary>The regions, in their order.</summary>
    public IReadOnlyList<FrontierRegion> Regions => _regions;

    /// <summary>A minute passes: each region writes, pushes to those it reaches, closes the minute, and tells what it holds.</summary>
    /// <param name="leaf">The minute's leaf.</param>
    /// <param name="isConnected">Whether two regions reach each other.</param>
    public void Pass(long leaf, Func<FrontierRegion, FrontierRegion, bool> isConnected)
    {
        foreach (var region in _regions)
            region.Write(leaf);
        foreach (var (from, to) in Links(isConnected))
            to.Take(from.Name, from.Held);
        // Twice: what is learnt in the first round is compared in the second.
        for (var round = 0; round < 2; round++)
        {
            foreach (var region in _regions)
                region.TakeDigests(leaf + 1);
            foreach (var (from, to) in Links(isConnected))
                to.Learn(from);
        }
    }

    private IEnumerable<(FrontierRegion From, FrontierRegion To)> Links(Func<FrontierRegion, FrontierRegion, bool> isConnected) =>
        from one in _regions
        from other in _regions
        where one != other && isConnected(one, other)
        select (one, other);
}
