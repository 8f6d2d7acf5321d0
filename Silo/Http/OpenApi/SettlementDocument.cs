namespace Aevrion.Silo.Http.OpenApi;

/// <summary>How a conflict is settled, for the description; <see cref="Conflicts.SettlementBody"/> reads it.</summary>
/// <param name="Pick">"winner", "loser" or an id.</param>
internal sealed record SettlementDocument(string Pick);
