namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Something a sync machine wants done next. Whoever drives the machine performs it and answers with the <see cref="SyncInput"/>
/// named at each effect.
/// </summary>
public abstract record SyncEffect;
