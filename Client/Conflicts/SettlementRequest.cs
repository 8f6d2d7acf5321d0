namespace Aevrion.Client;

/// <summary>The body of a settlement.</summary>
internal sealed record SettlementRequest(string Pick);
