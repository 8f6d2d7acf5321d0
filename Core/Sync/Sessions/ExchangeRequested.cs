using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Run an exchange. Only while <see cref="DiallerSession.CanExchange"/>. Ends with <see cref="ExchangeEnded"/>, or with the session.</summary>
/// <param name="Initiator">The exchange, not started yet.</param>
public sealed record ExchangeRequested(SyncMachine Initiator) : SessionInput;
