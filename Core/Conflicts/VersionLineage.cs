using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Core.Conflicts;

/// <summary>What conflicts are told by: a version of a key, and the versions that its writer had seen.</summary>
/// <param name="Stamp">The version's place in the last-write-wins order.</param>
/// <param name="Parents">See <see cref="Event.Parents"/>; default is none. They may name versions that are not here.</param>
public readonly record struct VersionLineage(EventStamp Stamp, ImmutableArray<Hash256> Parents)
{
    /// <summary>The lineage of an event.</summary>
    public static VersionLineage Of(Event source) => new(source.Stamp, source.Parents);
}
