using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>An event as far as conflicts depend on it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Stamp">Timestamp and id.</param>
/// <param name="Parents">See <see cref="Event.Parents"/>.</param>
public sealed record KeyLineage(string Key, EventStamp Stamp, ImmutableArray<Hash256> Parents)
{
    /// <summary>Without the key.</summary>
    public VersionLineage Version => new(Stamp, Parents);
}
