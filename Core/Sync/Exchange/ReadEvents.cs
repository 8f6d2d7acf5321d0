using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Read events by stamp, in order, absent ones left out, stopping once <see cref="ProtocolLimits.TargetFrameBytes"/> of values are
/// read. Answered by <see cref="EventsRead"/>.
/// </summary>
public sealed record ReadEvents(IReadOnlyList<EventStamp> Stamps) : SyncEffect;
