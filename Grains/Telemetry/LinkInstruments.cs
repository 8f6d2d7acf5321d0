using System.Diagnostics.Metrics;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;

namespace Aevrion.Grains.Telemetry;

/// <summary>How this silo's links to the peers stand, in the meter <c>Aevrion.Peers</c>. Read when somebody asks; costs nothing otherwise.</summary>
public sealed class LinkInstruments
{
    private static readonly (PeerConnectionState State, string Name)[] States =
        [.. Enum.GetValues<PeerConnectionState>().Select(state => (state, NameOf(state)))];

    private readonly PeerLinks _links;

    public LinkInstruments(IMeterFactory meters, PeerLinks links)
    {
        _links = links;
        var meter = meters.Create(PeerInstruments.Name);
        meter.CreateObservableGauge("aevrion.peer.state", ReadStates, unit: null, "1 for the state that the link to a peer is in, 0 for the others.");
        meter.CreateObservableGauge("aevrion.peer.push.lag", () => Read(status => status.PushLag), "{event}", "Events committed here that a peer has not acknowledged.");
        meter.CreateObservableCounter("aevrion.peer.push.events", () => Read(status => status.PushedEvents), "{event}", "Events that a peer acknowledged.");
        meter.CreateObservableCounter("aevrion.peer.push.overflows", () => Read(status => status.PushOverflows), "{overflow}", "How often the outbox of a peer overflowed.");
        meter.CreateObservableCounter("aevrion.peer.violations", () => Read(status => status.Violations), "{violation}", "How often a peer broke the protocol.");
        meter.CreateObservableGauge("aevrion.peer.clock.offset", ReadClocks, "s", "A peer's clock less this one.");
    }

    private IEnumerable<Measurement<long>> Read(Func<PeerStatus, long> figure) =>
        _links.All.Select(link => new Measurement<long>(figure(link.Status()), Tag(link)));

    private IEnumerable<Measurement<double>> ReadClocks() =>
        from link in _links.All
        let offset = link.Status().ClockOffsetMs
        where offset is not null
        select new Measurement<double>(offset.Value / 1000.0, Tag(link));

    private IEnumerable<Measurement<int>> ReadStates() =>
        from link in _links.All
        let now = link.Status().State
        from state in States
        select new Measurement<int>(state.State == now ? 1 : 0, Tag(link), new("aevrion.peer.state", state.Name));

    private static KeyValuePair<string, object?> Tag(PeerLink link) => new(PeerInstruments.PeerTag, link.Peer);

    private static string NameOf(PeerConnectionState state) =>
        string.Concat(state.ToString().Select((sign, place) => char.IsUpper(sign) ? (place > 0 ? "_" : "") + char.ToLowerInvariant(sign) : sign.ToString()));
}
