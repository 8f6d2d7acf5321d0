using System.Runtime.InteropServices;

namespace Aevrion.Core.Events;

/// <summary>An event that is kept under an id which is not the hash of its content.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Timestamp">Its timestamp, in milliseconds since the Unix epoch.</param>
/// <param name="Kept">The id that it is kept under.</param>
/// <param name="Computed">The hash of its content.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WrongId(string Key, long Timestamp, Hash256 Kept, Hash256 Computed);
