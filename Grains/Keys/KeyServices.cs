using Aevrion.Core.Time;
using Aevrion.Grains.Acknowledgements;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Telemetry;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Reading;

namespace Aevrion.Grains.Keys;

/// <summary>What all keys of a silo work with; an active key holds one reference to it.</summary>
public sealed class KeyServices(
    IEventLog log, ILatestReader reader, IEventAppender appender, ActiveKeys activeKeys, PushTracker pushes, RegionClock clock,
    RegionOptions options, KeyInstruments instruments)
{
    /// <summary>The truth.</summary>
    public IEventLog Log { get; } = log;

    /// <summary>Reads what is not in memory.</summary>
    public ILatestReader Reader { get; } = reader;

    /// <summary>The way into the log.</summary>
    public IEventAppender Appender { get; } = appender;

    /// <summary>Where commits find active keys.</summary>
    public ActiveKeys ActiveKeys { get; } = activeKeys;

    /// <summary>Finds writes in the streams to the peers.</summary>
    public PushTracker Pushes { get; } = pushes;

    /// <summary>Dates writes.</summary>
    public RegionClock Clock { get; } = clock;

    /// <summary>Counts what happens to writes.</summary>
    public KeyInstruments Instruments { get; } = instruments;

    /// <summary>Origin of this region's writes.</summary>
    public string Region { get; } = options.Region;
}
