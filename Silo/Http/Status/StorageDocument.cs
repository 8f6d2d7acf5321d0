namespace Aevrion.Silo.Http.Status;

/// <summary>Whether the region's database answers.</summary>
/// <param name="State">"ready" or "unavailable".</param>
/// <param name="Detail">Why it does not answer.</param>
internal sealed record StorageDocument(string State, string? Detail);
