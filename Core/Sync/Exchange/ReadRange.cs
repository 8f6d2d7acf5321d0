using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Read the events of a range of leaves in (timestamp, id) order, at most <see cref="ProtocolLimits.MaxEventsPerFrame"/> of them,
/// stopping after the one that takes the values over <see cref="ProtocolLimits.TargetFrameBytes"/>. Answered by
/// <see cref="EventsRead"/>; an empty answer means that there are no more.
/// </summary>
/// <param name="Leaves">The leaves (level 0).</param>
/// <param name="After">Only events behind it; null for all.</param>
public sealed record ReadRange(NodeRange Leaves, EventStamp? After) : SyncEffect;
