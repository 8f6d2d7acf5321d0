using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// The exchange wants something of this region: a read or an admission. Answered by <see cref="EffectPerformed"/>; one is open at a
/// time. When it cannot be performed the driver ends the connection.
/// </summary>
public sealed record PerformEffect(SyncEffect Effect) : SessionEffect;
