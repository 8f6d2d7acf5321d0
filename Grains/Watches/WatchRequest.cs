using Aevrion.Core;
using Aevrion.Grains.Access;

namespace Aevrion.Grains.Watches;

/// <summary>What is to be watched, from where on: behind an event if there is one, else from a time on, else from now on.</summary>
/// <param name="Prefix">What the keys begin with; empty for all.</param>
/// <param name="LastEvent">Id of the event seen last.</param>
/// <param name="SinceMs">Time of the first commit, in milliseconds since the Unix epoch.</param>
public sealed record WatchRequest(string Prefix, Hash256? LastEvent, long? SinceMs)
{
    /// <summary>The keys that the watch may tell of; others are to it as if they did not exist.</summary>
    public PermittedKeys Permitted { get; init; } = PermittedKeys.All;
}
