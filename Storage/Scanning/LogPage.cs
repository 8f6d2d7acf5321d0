using Aevrion.Core.Events;

namespace Aevrion.Storage.Scanning;

/// <summary>A page of the log.</summary>
/// <param name="Events">
/// There may be fewer than asked for, or none, although events follow: a page is bounded also by its bytes and by
/// <see cref="StorageLimits.MaxLogSteps"/>.
/// </param>
/// <param name="Next">What the next page begins behind; null when there is none.</param>
public sealed record LogPage(IReadOnlyList<ScannedEvent> Events, EventStamp? Next);
