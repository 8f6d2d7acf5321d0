using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>An event that was committed of late.</summary>
/// <param name="Event">The event.</param>
/// <param name="Follows">True when its silo knew that it descends from the version that was the latest until then.</param>
internal readonly record struct RecentEvent(Event Event, bool Follows);
