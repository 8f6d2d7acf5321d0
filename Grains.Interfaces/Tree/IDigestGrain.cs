using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Tree;

/// <summary>
/// Takes stale digests of the region's history in quiet moments, for all silos. There is one, with key 0; once awake it stays so as long as
/// its silo lives.
/// </summary>
[Alias("aevrion.digest")]
public interface IDigestGrain : IGrainWithIntegerKey
{
    /// <summary>Sees to it that it is awake. Repeating it changes nothing.</summary>
    [AlwaysInterleave]
    [Alias("Wake")]
    Task Wake();
}
