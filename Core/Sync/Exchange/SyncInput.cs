namespace Aevrion.Core.Sync.Exchange;

/// <summary>How an effect of a sync machine turned out.</summary>
public abstract record SyncInput;
