namespace Aevrion.Bench.Regions;

/// <summary>What regions of benches have in common.</summary>
internal static class BenchRegion
{
    /// <summary>Name of the region.</summary>
    public const string Name = "bench";

    /// <summary>How long one may take to stop.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
}
