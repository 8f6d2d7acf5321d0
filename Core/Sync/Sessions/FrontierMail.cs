using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// Records that wait to be told to a peer: of two of one region the one with the higher version. At most
/// <see cref="FrontierLimits.MaxRegions"/> regions; of further ones nothing is kept. Safe for concurrent use.
/// </summary>
public sealed class FrontierMail
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, RegionFrontier> _records = new(StringComparer.Ordinal);

    /// <summary>Adds records.</summary>
    public void Add(IReadOnlyList<RegionFrontier> records)
    {
        lock (_lock)
        {
            foreach (var record in records)
            {
                var known = _records.GetValueOrDefault(record.Region);
                if (known is null ? _records.Count < FrontierLimits.MaxRegions : known.Version < record.Version)
                    _records[record.Region] = record;
            }
        }
    }

    /// <summary>Takes as many as a frame holds; null when none waits.</summary>
    public IReadOnlyList<RegionFrontier>? Take()
    {
        lock (_lock)
        {
            if (_records.Count == 0)
                return null;
            var taken = new List<RegionFrontier>();
            var bytes = 0L;
            foreach (var record in _records.Values)
            {
                bytes += record.CalculateSize();
                if (taken.Count > 0 && bytes > ProtocolLimits.TargetFrameBytes)
                    break;
                taken.Add(record);
            }

            foreach (var record in taken)
                _records.Remove(record.Region);
            return taken;
        }
    }
}
