using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Grains.Keys;

namespace Aevrion.Grains.Telemetry;

/// <summary>The meter and the activity source <c>Aevrion.Keys</c>: keys in memory, and writes as their grains see them.</summary>
public sealed class KeyInstruments
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Aevrion.Keys";

    private readonly Counter<long> _redatings;

    public KeyInstruments(IMeterFactory meters, ActiveKeys activeKeys)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("aevrion.keys.active", () => activeKeys.Count, "{key}", "Keys in the memory of this silo.");
        _redatings = meter.CreateCounter<long>(
            "aevrion.keys.redatings", "{write}", "Writes dated anew: their time was closed before they were durable, or another version came in meanwhile.");
        _redatings.Add(0);
    }

    /// <summary>Activities of writes.</summary>
    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>A write has to be dated anew.</summary>
    internal void Redated() => _redatings.Add(1);
}
