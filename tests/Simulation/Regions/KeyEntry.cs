using Aevrion.Core.Events;

namespace Aevrion.Simulation.Regions;

/// <summary>What a process keeps in memory of a key, as its grain does.</summary>
internal sealed class KeyEntry
{
    /// <summary>The latest version, as far as known.</summary>
    public Event? Latest { get; private set; }

    /// <summary>The last stamp given to a write, which may be under way still.</summary>
    public EventStamp? LastAssigned { get; set; }

    /// <summary>The log has to be asked before the memory can be relied on.</summary>
    public bool MustRead { get; set; } = true;

    /// <summary>The highest stamp this key has seen, writes under way included.</summary>
    public EventStamp? Seen => LastAssigned is { } assigned && (Latest is null || assigned > Latest.Stamp) ? assigned : Latest?.Stamp;

    public void Observe(Event version)
    {
        if (Latest is null || Latest.Stamp < version.Stamp)
            Latest = version;
    }
}
