using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>
/// The region's conflicts: versions that lost to a concurrent write. There is one, with key 0; it follows the commits of the region, and a
/// question waits until it has followed those made before.
/// </summary>
[Alias("aevrion.conflicts")]
public interface IConflictGrain : IGrainWithIntegerKey
{
    /// <summary>Follows what was committed, beside the grain's turns; does not wait for it.</summary>
    [AlwaysInterleave]
    [Alias("Follow")]
    Task Follow();

    /// <summary>Waits until everything committed before the call was followed; false when that takes longer than questions wait.</summary>
    [AlwaysInterleave]
    [Alias("CatchUp")]
    Task<bool> CatchUp();

    /// <summary>Gives up what is remembered of the keys: the list was made anew.</summary>
    [AlwaysInterleave]
    [Alias("Forget")]
    Task Forget();

    /// <summary>A page of conflicts.</summary>
    [AlwaysInterleave]
    [Alias("List")]
    Task<ConflictPage> List(ConflictRequest request);

    /// <summary>
    /// Settles the conflict of a key: an ordinary local write of the version picked, whose parents are all heads of the key, so that every
    /// region that learns of it knows that nothing is left to settle.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Settle")]
    Task<SettlementResult> Settle(SettlementRequest request);
}
