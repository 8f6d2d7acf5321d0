using Orleans;

namespace Aevrion.Grains.Interfaces.Reads;

/// <summary>Reads many keys at once. Any number of activations work side by side.</summary>
[Alias("aevrion.read")]
public interface IReadGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Reads the versions of several keys: all that was acknowledged in this region before the call is seen. Activates no key; those that
    /// are active in this silo are answered from memory, the others from the log. The keys are not read at one moment.
    /// </summary>
    [Alias("GetMany")]
    Task<MultiGetResult> GetMany(MultiGetRequest request);
}
