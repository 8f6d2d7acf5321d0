using Google.Protobuf;

namespace Aevrion.Core.Sync.Protocol;

/// <summary>
/// Counts the bodies in the bytes of a frame. Protocol Buffers let one come several times and merge into one, which copies what was there
/// before each time: a frame of many small pieces would take hours.
/// </summary>
internal static class FrameBodies
{
    private const int WireTypeBits = 3;

    private static readonly HashSet<int> Numbers = [.. Frame.Descriptor.Oneofs[0].Fields.Select(field => field.FieldNumber)];

    /// <summary>
    /// True when there is more than one body, or may be: groups are not looked into, since no version sends any. Bytes that are no message
    /// at all are left to the parser.
    /// </summary>
    public static bool AreSeveral(ReadOnlySpan<byte> bytes)
    {
        var bodies = 0;
        while (!bytes.IsEmpty && TryReadNumber(ref bytes, out var tag))
        {
            var type = (WireFormat.WireType)(tag & ((1 << WireTypeBits) - 1));
            if (type == WireFormat.WireType.StartGroup || (Numbers.Contains((int)(tag >> WireTypeBits)) && ++bodies > 1))
                return true;
            if (!TrySkip(ref bytes, type))
                return false;
        }

        return false;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> bytes, WireFormat.WireType type)
    {
        uint length = type switch
        {
            WireFormat.WireType.Fixed32 => sizeof(uint),
            WireFormat.WireType.Fixed64 => sizeof(ulong),
            _ => 0,
        };
        if (type is WireFormat.WireType.Varint or WireFormat.WireType.LengthDelimited && !TryReadNumber(ref bytes, out length))
            return false;
        if (type == WireFormat.WireType.Varint)
            return true;
        if (length > bytes.Length)
            return false;
        bytes = bytes[(int)length..];
        return true;
    }

    /// <summary>Reads a number as the parser does: what does not fit 32 bits is dropped.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out uint number)
    {
        const int MaxBytes = 10;
        number = 0;
        for (var i = 0; i < Math.Min(MaxBytes, bytes.Length); i++)
        {
            if (7 * i < 32)
                number |= (uint)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
