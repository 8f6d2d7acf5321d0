using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;
using Aevrion.Simulation.Kernel;
using Google.Protobuf;

namespace Aevrion.Simulation.Regions;

/// <summary>A process's way to one peer: dials, and dials again after every loss. What is to be pushed waits in the outbox.</summary>
internal sealed class PeerLink
{
    private const long MinPauseMs = 200;
    private const long MaxPauseMs = 5_000;

    private readonly RegionProcess _process;
    private readonly int _peer;
    private long _pauseMs = MinPauseMs;
    private DiallerDriver? _session;

    public PeerLink(RegionProcess process, int peer)
    {
        _process = process;
        _peer = peer;
        Peer = SimulatedRegion.NameOf(peer);
        Stream = ByteString.CopyFrom(process.Random.Bytes(ProtocolLimits.StreamBytes));
        Outbox = new Outbox(
            process.World.Scenario.OutboxEvents, process.World.Scenario.OutboxBytes, process.World.Scenario.FrameEvents, process.World.Scenario.OutboxStamps);
        Schedule = new LinkSchedule(this, process);
    }

    /// <summary>The peer's name.</summary>
    public string Peer { get; }

    /// <summary>The peer's number.</summary>
    public int PeerIndex => _peer;

    public ByteString Stream { get; }

    public Outbox Outbox { get; }

    public LinkSchedule Schedule { get; }

    /// <summary>The session; null while there is none.</summary>
    public DiallerDriver? Session => _session;

    public void Start()
    {
        Dial();
        Schedule.Start();
    }

    /// <summary>Takes committed events to push.</summary>
    public void Push(IReadOnlyList<Event> events)
    {
        if (events.Count == 0)
            return;
        Outbox.Add(events);
        _session?.OnOutboxChanged();
        if (Outbox.TakeOverflow())
        {
            _process.World.Pushes.OnOverflow(_process, this);
            _process.World.Build.OnOverflow(Schedule);
        }
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Drop()
    {
        var session = _session;
        _session = null;
        session?.Drop();
    }

    /// <summary>A session came to its end.</summary>
    /// <param name="session">Which one.</param>
    /// <param name="wasOpen">The peer had welcomed this region.</param>
    public void OnEnded(DiallerDriver session, bool wasOpen)
    {
        if (!ReferenceEquals(session, _session))
            return;
        _session = null;
        if (wasOpen)
            _pauseMs = MinPauseMs;
        Schedule.OnDisconnected();
        DialLater();
    }

    private void DialLater()
    {
        var jitteredMs = (_pauseMs / 2) + _process.Random.Between(0, _pauseMs / 2);
        _pauseMs = Math.Min(_pauseMs * 2, MaxPauseMs);
        _process.After(jitteredMs, Dial);
    }

    /// <summary>A connection costs a way there and back; nobody answers through a partition.</summary>
    private void Dial()
    {
        var world = _process.World;
        var way = world.Network.Way(_process.Region.Index, _peer);
        var back = world.Network.Way(_peer, _process.Region.Index);
        var delayMs = world.Network.DrawDelayMs(_process.Region.Index, _peer) + world.Network.DrawDelayMs(_peer, _process.Region.Index);
        _process.After(delayMs, () =>
        {
            if (way.IsBlocked || way.IsRefusing || back.IsBlocked || world.Regions[_peer].Process is not { } peer)
            {
                world.Step(StepKind.Connection, _process.Region.Index, -_peer, () => $"{_process.Region.Name} does not reach {Peer}");
                DialLater();
                return;
            }

            world.Step(StepKind.Connection, _process.Region.Index, _peer, () => $"{_process.Region.Name} connects to {Peer}");
            var connection = world.Network.Create(_process.Region.Index, _peer);
            _session = new DiallerDriver(this, _process, connection);
            connection.Join(_session, peer.Accept(connection));
            _session.Open();
        });
    }
}
