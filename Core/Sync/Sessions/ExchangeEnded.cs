using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>The exchange came to its end. Has no answer.</summary>
public sealed record ExchangeEnded(ExchangeOutcome Outcome) : SessionEffect;
