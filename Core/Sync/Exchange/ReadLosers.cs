using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Read the versions in the leaves below a horizon that lost to a concurrent write, the newest <see cref="ProtocolLimits.MaxLosers"/> of them in
/// any order. Answered by <see cref="LosersRead"/>.
/// </summary>
/// <param name="Horizon">Leaves below it.</param>
/// <param name="MustBeCurrent">Answer nothing rather than a list that leaves out what was committed before.</param>
public sealed record ReadLosers(long Horizon, bool MustBeCurrent) : SyncEffect;
