using System.Buffers.Binary;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Items of sketches to their wire form and back: 8 bytes each.</summary>
public static class WireItems
{
    /// <summary>The items, one after the other.</summary>
    public static ByteString ToWire(ReadOnlySpan<Item8> items)
    {
        var bytes = new byte[items.Length * ProtocolLimits.ItemBytes];
        var offset = 0;
        foreach (var item in items)
        {
            item.Write(bytes.AsSpan(offset));
            offset += ProtocolLimits.ItemBytes;
        }

        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>Reads items.</summary>
    /// <exception cref="ProtocolViolationException">A part of one, or more than allowed.</exception>
    public static List<Item8> FromWire(ReadOnlySpan<byte> bytes, int maxItems)
    {
        if (bytes.Length % ProtocolLimits.ItemBytes != 0 || bytes.Length / ProtocolLimits.ItemBytes > maxItems)
            throw new ProtocolViolationException("A list of items has a part of one, or is too long.");
        var items = new List<Item8>(bytes.Length / ProtocolLimits.ItemBytes);
        for (var i = 0; i < bytes.Length; i += ProtocolLimits.ItemBytes)
            items.Add(new Item8(BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..])));
        return items;
    }
}
