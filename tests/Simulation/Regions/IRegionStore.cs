using Aevrion.Storage;

namespace Aevrion.Simulation.Regions;

/// <summary>A region's events and its tree rows: what <see cref="Aevrion.Storage.Memory.MemoryEventStore"/> is.</summary>
internal interface IRegionStore : IEventLog, ITreeStore;
