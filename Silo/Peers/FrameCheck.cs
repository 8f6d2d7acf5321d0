using System.Buffers.Binary;
using System.Numerics;

namespace Aevrion.Silo.Peers;

/// <summary>
/// The check at the end of a frame: CRC-32C (Castagnoli, IEEE Transactions on Communications 41(6), 1993; RFC 3720, appendix B.4) over all before
/// it. It tells a frame that was damaged on the way from one that is wrong: origin and parents of an event are no part of its id, and TCP's own
/// checksum lets one damaged segment in 65,536 pass. It proves nothing of who sent the frame; TLS does.
/// </summary>
/// <remarks>On the wire it is the field 100 of the frame, a fixed32, always the last one: a node that does not know it passes over it.</remarks>
internal static class FrameCheck
{
    /// <summary>How long it is, in bytes.</summary>
    public const int Bytes = 6;

    private const int SumBytes = sizeof(uint);

    /// <summary>Field 100, wire type 5, as a varint.</summary>
    private static ReadOnlySpan<byte> Tag => [0xA5, 0x06];

    /// <summary>Writes the check of a frame behind it.</summary>
    /// <param name="frame">The frame, and room for the check.</param>
    public static void Write(Span<byte> frame)
    {
        Tag.CopyTo(frame[^Bytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[^SumBytes..], SumOf(frame[..^SumBytes]));
    }

    /// <summary>True when a frame ends like one with a check.</summary>
    public static bool IsThere(ReadOnlySpan<byte> frame) => frame.Length > Bytes && frame[^Bytes..^SumBytes].SequenceEqual(Tag);

    /// <summary>True when the check is that of the frame.</summary>
    public static bool Holds(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame[^SumBytes..]) == SumOf(frame[..^SumBytes]);

    /// <summary>CRC-32C.</summary>
    public static uint SumOf(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
