using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="FindDescendants"/>: ascending, each once.</summary>
public sealed record DescendantsFound(IReadOnlyList<EventStamp> Descendants) : SyncInput;
