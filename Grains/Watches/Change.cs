using Aevrion.Core.Events;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>An event that the region has made durable, and where it is in the order of commits.</summary>
/// <param name="Event">The event: local or remote, a value or a deletion.</param>
/// <param name="Place">Its place.</param>
public sealed record Change(Event Event, CommitPlace Place);
