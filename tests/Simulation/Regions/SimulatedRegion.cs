using Aevrion.Core.Events;
using Aevrion.Simulation.Checks;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Running;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Simulation.Regions;

/// <summary>A region: what survives its processes (storage, clock), and the process that runs now.</summary>
internal sealed class SimulatedRegion(World world, int index, RegionTime time, IRegionStore store, StorageWeather weather)
{
    private readonly HashSet<EventStamp> _learnt = [];

    /// <summary>Its number.</summary>
    public int Index => index;

    /// <summary>Its name.</summary>
    public string Name { get; } = NameOf(index);

    /// <summary>Its machines' clock.</summary>
    public RegionTime Time => time;

    /// <summary>Its storage, without faults.</summary>
    public IRegionStore Store => store;

    public StorageWeather Weather => weather;

    /// <summary>What became durable here.</summary>
    public RegionLedger Ledger { get; } = new();

    /// <summary>The process that runs; null while there is none.</summary>
    public RegionProcess? Process { get; private set; }

    /// <summary>Below it the region has said that it takes no more writes of its own, in milliseconds since the Unix epoch.</summary>
    public long ClosedThroughMs { get; private set; }

    /// <summary>Keeps small records as the region's database does, by name.</summary>
    public Dictionary<string, object> Records { get; } = [];

    public static string NameOf(int index) => ((char)('a' + index)).ToString();

    /// <summary>Starts a process; nothing when one runs.</summary>
    public void Start()
    {
        if (Process is not null)
            return;
        Process = new RegionProcess(world, this);
        world.Step(StepKind.Fault, index, 1, () => $"{Name} starts");
        Process.Start();
    }

    /// <summary>Kills the process: what it had in memory is gone, what it had begun stays as it is.</summary>
    public void Kill()
    {
        if (Process is not { } process)
            return;
        world.Step(StepKind.Fault, index, 2, () => $"{Name} dies");
        Process = null;
        process.Die();
        world.Watermarks.OnDeath(this);
    }

    /// <summary>A process was told that events are durable.</summary>
    public void OnLearnt(Event item) => _learnt.Add(item.Stamp);

    /// <summary>True once a process was told of an event.</summary>
    public bool HasLearnt(EventStamp stamp) => _learnt.Contains(stamp);

    /// <summary>The region said that it has closed time.</summary>
    public void OnClosed(long throughMs) => ClosedThroughMs = Math.Max(ClosedThroughMs, throughMs);

    /// <summary>Events were found to have these parents, and it is durable.</summary>
    public void OnParents(IReadOnlyList<KeyLineage> changed)
    {
        foreach (var item in changed)
            Ledger.SetParents(item.Stamp, item.Parents);
        world.Step(StepKind.Commit, index, -changed.Count, () => $"{Name} commits parents of {changed.Count} events that it had");
    }

    /// <summary>A transaction became durable.</summary>
    public void OnDurable(IReadOnlyList<Event> events)
    {
        var added = 0;
        foreach (var item in events)
        {
            if (!Ledger.Add(item))
                continue;
            added++;

            // A liar may say of another region's event that it came from here.
            var isOwn = item.Origin == Name && world.Scenario.Liar is null;
            if (item.Timestamp < ClosedThroughMs && isOwn && !world.History.IsImport(item.Stamp))
                world.Fail("Closed time takes no more writes of the region", $"{Name} closed {ClosedThroughMs} and then took {item}");
        }

        world.Step(StepKind.Commit, index, added, () => $"{Name} commits {events.Count} events, {added} new");
        if (added > 0)
            world.OnCommitted(this);
    }
}
