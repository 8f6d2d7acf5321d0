using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>A silo that wants to hear of events which others made durable.</summary>
[Alias("aevrion.silo-observer")]
public interface ISiloObserver : IGrainObserver
{
    /// <summary>Tells the silo; done once its active keys know.</summary>
    /// <param name="announcement">The keys.</param>
    /// <param name="position">The announcement's place in the sequence: a gap means that one was missed.</param>
    [Alias("Seen")]
    Task Seen(Announcement announcement, RelayPosition position);

    /// <summary>Tells the silo that another one has committed up to a position of the commit log.</summary>
    /// <param name="position">The position.</param>
    [Alias("Committed")]
    Task Committed(long position);
}
