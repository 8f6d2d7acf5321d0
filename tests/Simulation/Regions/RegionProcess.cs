using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Sync.Topology;
using Aevrion.Core.Time;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Network;
using Aevrion.Simulation.Running;
using Aevrion.Storage.Appending;

namespace Aevrion.Simulation.Regions;

/// <summary>A process of a region: everything here is lost when it dies.</summary>
internal sealed class RegionProcess
{
    private readonly List<ListenerDriver> _listeners = [];

    public RegionProcess(World world, SimulatedRegion region)
    {
        World = world;
        Region = region;
        Random = world.Random.Fork();
        Clock = new RegionClock(region.Time, TimeSpan.FromMilliseconds(world.Scenario.MaxClockDriftMs));
        Store = world.Build.Open(region.Store, this);
        Tree = new ProcessTree(this);
        Appender = new RegionAppender(this);
        Writer = new KeyWriter(this);
        Batches = new BatchWriter(this);
        Effects = new EffectDriver(this);
        Frontiers = new FrontierDriver(this);
        var peers = world.Scenario.Topology.PeersOf(region.Index).Select(SimulatedRegion.NameOf).ToList();
        Neighbourhood = new Neighbourhood();
        Settings = new SessionSettings
        {
            Region = region.Name,
            Shape = world.Scenario.Shape,
            Peers = peers.ToHashSet(StringComparer.Ordinal),
            HandshakeTimeoutMs = world.Scenario.Sessions.HandshakeTimeoutMs,
            AnswerTimeoutMs = world.Scenario.Sessions.AnswerTimeoutMs,
            AcknowledgementTimeoutMs = world.Scenario.Sessions.AnswerTimeoutMs,
            MaxFramesInFlight = world.Scenario.Sessions.MaxFramesInFlight,
        };
        Links =
        [
            .. world.Scenario.Topology.PeersOf(region.Index).Select(peer => new PeerLink(this, peer)),
        ];
    }

    public World World { get; }

    public SimulatedRegion Region { get; }

    public SeededRandom Random { get; }

    /// <summary>False once it died.</summary>
    public bool IsAlive { get; private set; } = true;

    public RegionClock Clock { get; }

    public IRegionStore Store { get; }

    public ProcessTree Tree { get; }

    public RegionAppender Appender { get; }

    public KeyWriter Writer { get; }

    public BatchWriter Batches { get; }

    public EffectDriver Effects { get; }

    public FrontierDriver Frontiers { get; }

    public Neighbourhood Neighbourhood { get; }

    public StreamPositions Positions { get; } = new();

    public SessionSettings Settings { get; }

    /// <summary>The ways to its peers, ascending.</summary>
    public IReadOnlyList<PeerLink> Links { get; }

    public void Start()
    {
        foreach (var link in Links)
            link.Start();
        Frontiers.Start();
    }

    /// <summary>Its connections end, as the operating system ends them.</summary>
    public void Die()
    {
        IsAlive = false;
        foreach (var link in Links)
            link.Drop();
        foreach (var listener in _listeners)
            listener.Drop();
    }

    /// <summary>A peer dialled.</summary>
    public IConnectionEnd Accept(Connection connection)
    {
        _listeners.RemoveAll(old => !old.IsOpen);
        var listener = new ListenerDriver(this, connection);
        _listeners.Add(listener);
        return listener;
    }

    /// <summary>Does something later, unless the process is gone by then.</summary>
    public void After(long delayMs, Action happens) => World.Time.After(delayMs, () =>
    {
        if (IsAlive)
            happens();
    });

    /// <summary>A transaction became durable and its answer arrived: memory and peers are told.</summary>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        foreach (var item in appends.SelectMany(append => append.Events))
        {
            Writer.Observe(item);
            Region.OnLearnt(item);
            World.History.Saw(Region.Index, item);
        }

        Frontiers.OnCommitted(appends);
        foreach (var link in Links)
            link.Push(World.Build.Select(this, link.Peer, appends));
    }
}
