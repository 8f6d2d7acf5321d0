using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// Records that wait to be told to a peer: of two of one region the one with the higher version. At most
/// <see cref="SessionLimits.MaxFrontierRegions"/> regions; of further ones nothing is kept. Safe for concurrent use.
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
                if (known is null ? _records.Count < SessionLimits.MaxFrontierRegions : known.Version < record.Version)
                    _records[record.Region] = record;
            }
        }
    }

    /// <summary>Takes all that waits; null when nothing does.</summary>
    public IReadOnlyList<RegionFrontier>? Take()
    {
        lock (_lock)
        {
            if (_records.Count == 0)
                return null;
            List<RegionFrontier> taken = [.. _records.Values];
            _records.Clear();
            return taken;
        }
    }
}
