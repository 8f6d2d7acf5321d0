using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>Writes many keys in one transaction. Any number of activations work side by side.</summary>
[Alias("aevrion.batch")]
public interface IBatchGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Applies a batch, all or nothing in this region. An operation with a timestamp is imported as it stands, and repeating it adds
    /// nothing; one without is a local write, dated after everything its region has seen of the key. A batch with an identity that was
    /// applied before is not applied again, and answered the same.
    /// </summary>
    [Alias("Apply")]
    Task<BatchResult> Apply(BatchRequest request);
}
