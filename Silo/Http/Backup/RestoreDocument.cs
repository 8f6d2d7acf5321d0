using Aevrion.Grains.Backup;

namespace Aevrion.Silo.Http.Backup;

/// <summary>What a restore came to.</summary>
/// <param name="Region">The region that the backup was taken of.</param>
/// <param name="TakenAt">When, in milliseconds since the Unix epoch.</param>
/// <param name="Events">Events of the backup, all of them durable in the region now.</param>
/// <param name="Added">Those that the region did not have.</param>
/// <param name="AlreadyThere">Those that it had.</param>
/// <param name="Digest">Digest of the backup's events.</param>
/// <param name="Count">Events that the region has now.</param>
/// <param name="Identical">True when the region has the events of the backup and no others, which its digest proves.</param>
internal sealed record RestoreDocument(
    string Region, long TakenAt, long Events, long Added, long AlreadyThere, string? Digest, long Count, bool Identical)
{
    public static RestoreDocument Of(RestoreReport report) => new(
        report.Header.Region,
        report.Header.TakenAt,
        report.Trailer.Events,
        report.Added,
        report.Trailer.Events - report.Added,
        report.Trailer.Digest,
        report.Count,
        report.IsIdentical);
}
