using System.Runtime.InteropServices;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Verification;

/// <summary>An event that is not as it was written.</summary>
/// <param name="Place">Where its row is: block and number, as PostgreSQL writes them.</param>
/// <param name="Stamp">What it is kept under.</param>
/// <param name="Reason">The kind of the mismatch.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DamagedEvent(string Place, EventStamp Stamp, string Reason);
