using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Load;
using Aevrion.Grains.Interfaces.Sync;
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

    /// <summary>What the silo has committed that a peer has not acknowledged.</summary>
    /// <param name="peer">The peer.</param>
    [Alias("ReadPending")]
    Task<PendingNodes> ReadPending(string peer);

    /// <summary>What the silo did in some steps of time, those left out in which it did nothing.</summary>
    /// <param name="first">Number of the first step.</param>
    /// <param name="last">Number of the last step.</param>
    [Alias("ReadLoad")]
    Task<ImmutableArray<LoadStep>> ReadLoad(long first, long last);
}
