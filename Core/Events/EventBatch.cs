using System.Buffers.Binary;

namespace Aevrion.Core.Events;

/// <summary>
/// The batch that a client wrote an event with. Metadata, as <see cref="Event.Origin"/> is: it travels with the event, so that other
/// regions take a batch as a whole, and is never part of its identity.
/// </summary>
/// <param name="Id">Drawn at random for every batch.</param>
/// <param name="Count">Events of the batch when it was written, 2 or more; an event that the region had before may have come with another.</param>
public sealed record EventBatch(ulong Id, int Count)
{
    /// <summary>Bytes of the encoding.</summary>
    public const int Length = IdLength + sizeof(uint);

    /// <summary>Bytes of an id.</summary>
    public const int IdLength = sizeof(ulong);

    /// <summary>The id and the count, both big endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Id);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(IdLength), Count);
        return bytes;
    }

    /// <summary>Reads <see cref="ToBytes"/>.</summary>
    public static EventBatch Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[IdLength..]));
}
