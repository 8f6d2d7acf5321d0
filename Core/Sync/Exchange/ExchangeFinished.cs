namespace Aevrion.Core.Sync.Exchange;

/// <summary>The exchange is over. Has no answer.</summary>
public sealed record ExchangeFinished(ExchangeOutcome Outcome) : SyncEffect;
