using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Answers <see cref="PerformEffect"/>.</summary>
public sealed record EffectPerformed(SyncInput Answer) : SessionInput;
