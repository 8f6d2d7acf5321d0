using Orleans;

namespace Aevrion.Grains.Interfaces.Scans;

/// <summary>Reads pages of keys and of the log. Any number of activations work side by side.</summary>
[Alias("aevrion.scan")]
public interface IScanGrain : IGrainWithIntegerKey
{
    /// <summary>A page of live keys in byte order: all that was acknowledged in this region before the call is seen.</summary>
    [Alias("ScanKeys")]
    Task<ScanResult> ScanKeys(ScanRequest request);

    /// <summary>A page of the events of all keys, deletions included, in (timestamp, id) order.</summary>
    [Alias("ReadLog")]
    Task<ScanResult> ReadLog(ScanRequest request);
}
