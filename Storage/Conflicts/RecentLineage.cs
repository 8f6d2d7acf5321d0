namespace Aevrion.Storage.Conflicts;

/// <summary>An event that was committed of late.</summary>
/// <param name="Lineage">The event.</param>
/// <param name="Follows">True when its silo knew that it descends from the version that was the latest until then.</param>
internal readonly record struct RecentLineage(KeyLineage Lineage, bool Follows);
