namespace Aevrion.Client;

/// <summary>What a restore came to: every event of the backup is durable in the region.</summary>
/// <param name="Region">The region that the backup was taken of.</param>
/// <param name="TakenAt">When, in milliseconds since the Unix epoch.</param>
/// <param name="Events">Events of the backup.</param>
/// <param name="Added">Those that the region did not have.</param>
/// <param name="AlreadyThere">Those that it had.</param>
/// <param name="Digest">Digest of the backup's events; null when it has none.</param>
/// <param name="Count">Events that the region has now.</param>
/// <param name="Identical">True when the region has the events of the backup and no others, which its digest proves.</param>
public sealed record RestoreReport(
    string Region, long TakenAt, long Events, long Added, long AlreadyThere, string? Digest, long Count, bool Identical);
