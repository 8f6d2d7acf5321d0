using Aevrion.Core.Events;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// A region's events and its tree rows: what <see cref="Aevrion.Storage.Memory.MemoryEventStore"/> is, and what exchanges read of its conflicts, as
/// <see cref="IConflictStore"/> has it.
/// </summary>
internal interface IRegionStore : IEventLog, ITreeStore
{
    /// <inheritdoc cref="IConflictStore.AddParentsAsync"/>
    Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken);

    /// <summary>As <see cref="IConflictStore.ReadNewestLosersAsync"/>, of a list that everything committed was followed for.</summary>
    Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken);

    /// <inheritdoc cref="IConflictStore.FindDescendantAsync"/>
    Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken);
}
