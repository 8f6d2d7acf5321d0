using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;

namespace Aevrion.Grains.Telemetry;

/// <summary>The meter and the activity source <c>Aevrion.Peers</c>: what comes from other regions. Costs a batch, never an event.</summary>
public sealed class PeerInstruments
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Aevrion.Peers";

    /// <summary>Names the peer in every metric about one.</summary>
    public const string PeerTag = "aevrion.peer";

    private const string ReasonTag = "aevrion.reason";

    private static readonly KeyValuePair<string, object?> OfFuture = new(ReasonTag, "future");
    private static readonly KeyValuePair<string, object?> OfNotPermitted = new(ReasonTag, "not_permitted");

    private readonly RegionClock _clock;
    private readonly Counter<long> _received;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _visibility;

    public PeerInstruments(IMeterFactory meters, RegionClock clock, RegionOptions options)
    {
        _clock = clock;
        var meter = meters.Create(Name);
        _received = meter.CreateCounter<long>("aevrion.peer.received", "{event}", "Events of a peer that were new and are durable.");
        _refused = meter.CreateCounter<long>("aevrion.peer.refused", "{event}", "Events of a peer that were not admitted, by reason: future or not_permitted.");
        _visibility = meter.CreateHistogram(
            "aevrion.peer.visibility", "s", "From the timestamp of a peer's event until it could be read here: of the newest of each batch. Clocks that differ show in it.",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600] });

        // A count that begins with its first event would hide that one from whoever looks at its growth.
        foreach (var peer in options.Peers.Keys)
        {
            _received.Add(0, Tag(peer));
            _refused.Add(0, Tag(peer), OfFuture);
            _refused.Add(0, Tag(peer), OfNotPermitted);
        }
    }

    /// <summary>Activities of pushes and admissions.</summary>
    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Events of a peer became durable.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="added">How many were new.</param>
    /// <param name="newestMs">Timestamp of the newest of the batch.</param>
    internal void Admitted(string peer, int added, long newestMs)
    {
        if (added == 0)
            return;
        var from = Tag(peer);
        _received.Add(added, from);
        _visibility.Record(Math.Max(0, _clock.NowMs() - newestMs) / 1000.0, from);
    }

    /// <summary>Events of a peer were left out.</summary>
    internal void Refused(string peer, int future, int notPermitted)
    {
        if (future > 0)
            _refused.Add(future, Tag(peer), OfFuture);
        if (notPermitted > 0)
            _refused.Add(notPermitted, Tag(peer), OfNotPermitted);
    }

    private static KeyValuePair<string, object?> Tag(string peer) => new(PeerTag, peer);
}
