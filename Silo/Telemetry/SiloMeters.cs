using System.Diagnostics.Metrics;

namespace Aevrion.Silo.Telemetry;

/// <summary>
/// Makes the meters of one host of a silo. All meters of a silo carry its scope, by which they are told from those of other silos in the same
/// process, and its region's name as a tag, which every figure then has. Safe for concurrent use.
/// </summary>
/// <param name="scope">The silo.</param>
/// <param name="region">Name of its region.</param>
internal sealed class SiloMeters(SiloScope scope, string region) : IMeterFactory
{
    /// <summary>The tag with the region's name.</summary>
    public const string RegionTag = "aevrion.region";

    private readonly Dictionary<string, Meter> _meters = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        lock (_meters)
        {
            if (!_meters.TryGetValue(options.Name, out var meter))
            {
                meter = new Meter(options.Name, options.Version, [new(RegionTag, region), .. options.Tags ?? []], scope);
                _meters.Add(options.Name, meter);
            }

            return meter;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_meters)
        {
            foreach (var meter in _meters.Values)
                meter.Dispose();
            _meters.Clear();
        }
    }
}
