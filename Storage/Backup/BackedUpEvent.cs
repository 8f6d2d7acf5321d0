using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Backup;

/// <summary>An event out of a backup; its id was derived anew from its content.</summary>
/// <param name="Event">The event.</param>
/// <param name="LaterParents">Parents that it was found to have beside those it came with; never default.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BackedUpEvent(Event Event, ImmutableArray<Hash256> LaterParents);
