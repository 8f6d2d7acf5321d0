using Aevrion.Core;

namespace Aevrion.Region.Tests.Load;

/// <summary>A write that its region acknowledged.</summary>
/// <param name="Id">The event.</param>
/// <param name="BegunAt">When it began: a place in the region's history.</param>
/// <param name="EndedAt">When it was acknowledged.</param>
internal sealed record AcknowledgedWrite(Hash256 Id, long BegunAt, long EndedAt);
