using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Aevrion.Storage.Verification;

/// <summary>Where PostgreSQL keeps a row: its <c>ctid</c>. Stays the same while the row is neither changed nor the table rewritten.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Number">Number of the row in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowPlace(uint Block, ushort Number)
{
    /// <summary>Reads the binary form.</summary>
    public static RowPlace Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[sizeof(uint)..]));

    /// <summary>As PostgreSQL reads it.</summary>
    public override string ToString() => $"({Block},{Number})";
}
