namespace Aevrion.Core.Sync.Frontiers;

/// <summary>An event that has just become durable here, dated before something that digests were taken of.</summary>
/// <param name="Timestamp">Its timestamp, in milliseconds since the Unix epoch.</param>
/// <param name="Origin">The region that accepted it first.</param>
/// <param name="ReceivedFrom">The peer it came from; null when a client of this region wrote or imported it.</param>
public sealed record LateAdmission(long Timestamp, string Origin, string? ReceivedFrom);
