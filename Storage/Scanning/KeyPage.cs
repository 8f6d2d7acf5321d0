namespace Aevrion.Storage.Scanning;

/// <summary>A page of live keys, in byte order.</summary>
/// <param name="Entries">
/// The version of each that stands. There may be fewer than asked for, or none, although keys follow: a page is bounded also by its bytes
/// and by <see cref="StorageLimits.MaxScanSteps"/>.
/// </param>
/// <param name="Next">The key that the next page begins behind; null when there is none.</param>
public sealed record KeyPage(IReadOnlyList<ScannedEvent> Entries, string? Next);
