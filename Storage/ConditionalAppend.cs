using Aevrion.Core.Events;

namespace Aevrion.Storage;

/// <summary>An event that is to enter only if no version of its key wins over the one that its writer saw.</summary>
/// <param name="Event">The event; the region dated it itself, after what its writer saw.</param>
/// <param name="Seen">The winning version that the writer saw; null when the key had none.</param>
/// <param name="Attempt">Which write it is, the same each time it is tried: another may be the same event.</param>
public sealed record ConditionalAppend(Event Event, EventStamp? Seen, Guid Attempt);
