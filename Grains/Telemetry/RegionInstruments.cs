using System.Diagnostics.Metrics;
using Aevrion.Core.Time;
using Aevrion.Storage.Appending;

namespace Aevrion.Grains.Telemetry;

/// <summary>
/// What only the region as a whole knows, in the meters <c>Aevrion.Sync</c> and <c>Aevrion.Storage</c>, as of the last
/// <see cref="RegionSample"/>. A figure that is not known is left out.
/// </summary>
public sealed class RegionInstruments
{
    private readonly RegionClock _clock;
    private volatile RegionSample? _sample;

    public RegionInstruments(IMeterFactory meters, RegionClock clock, IEventAppender appender)
    {
        _clock = clock;
        var sync = meters.Create(SyncInstruments.Name);
        sync.CreateObservableGauge("aevrion.sync.drift", ReadDrift, "{leaf}", "Leaves that the last exchange with a peer found different and left so; 0 when it ended equal.");
        sync.CreateObservableGauge("aevrion.sync.converged.lag", ReadConverged, "s", "Age of the time up to which a peer was last found equal.");
        sync.CreateObservableGauge("aevrion.sync.failures", ReadFailures, "{exchange}", "Exchanges with a peer that failed since the last one that did not.");
        sync.CreateObservableGauge("aevrion.watermark.lag", ReadWatermark, "s", "Age of the time up to which all regions are known to hold the same events.");
        sync.CreateObservableGauge("aevrion.watermark.known", () => _sample is { } sample ? [new Measurement<int>(sample.WatermarkMs is null ? 0 : 1)] : Array.Empty<Measurement<int>>(),
            unit: null, "1 when such a time is known, 0 when not.");
        var storage = meters.Create(Storage.Telemetry.StorageInstruments.Name);
        storage.CreateObservableGauge("aevrion.storage.queue", () => appender.PendingEvents, "{event}", "Events that wait for their transaction, or are in it.");
        storage.CreateObservableGauge("aevrion.storage.events", () => One(_sample?.Events), "{event}", "Events in the region.");
        storage.CreateObservableGauge("aevrion.storage.database.size", () => One(_sample?.Size?.DatabaseBytes), "By", "The region's database on disk.");
        storage.CreateObservableGauge("aevrion.storage.commit_log.size", () => One(_sample?.Size?.CommitLogBytes), "By", "The commit log that watches resume from, on disk.");
    }

    /// <summary>Takes what is known now.</summary>
    internal void Take(RegionSample sample) => _sample = sample;

    private IEnumerable<Measurement<long>> ReadDrift() =>
        from peer in _sample?.Peers ?? []
        let last = peer.LastExchange
        where last is { Error: null }
        select new Measurement<long>(last.Equal ? 0 : last.DifferingLeaves, Tag(peer.Name));

    private IEnumerable<Measurement<double>> ReadConverged() =>
        from peer in _sample?.Peers ?? []
        let through = peer.ConvergedThrough
        where through is not null
        select new Measurement<double>(AgeOf(through.Value), Tag(peer.Name));

    private IEnumerable<Measurement<int>> ReadFailures() =>
        from peer in _sample?.Peers ?? []
        select new Measurement<int>(peer.Failures, Tag(peer.Name));

    private IEnumerable<Measurement<double>> ReadWatermark() =>
        _sample?.WatermarkMs is { } watermark ? [new Measurement<double>(AgeOf(watermark))] : [];

    private double AgeOf(long timeMs) => Math.Max(0, _clock.NowMs() - timeMs) / 1000.0;

    private static IEnumerable<Measurement<long>> One(long? figure) => figure is { } known ? [new Measurement<long>(known)] : [];

    private static KeyValuePair<string, object?> Tag(string peer) => new(PeerInstruments.PeerTag, peer);
}
