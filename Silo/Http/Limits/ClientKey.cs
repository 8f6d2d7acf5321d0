using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Aevrion.Silo.Http.Limits;

/// <summary>Who a request or a connection comes from, as far as limits are concerned.</summary>
/// <param name="Network">The address; of IPv6, the network of 64 bits that it is in, since whoever has one address there has them all.</param>
/// <param name="Token">Id of the token; null for those who have none that is valid.</param>
internal readonly record struct ClientKey(UInt128 Network, string? Token)
{
    private const int AddressBytes = 16;
    private const int HostBits = 64;

    public static ClientKey OfToken(string id) => new(0, id);

    public static ClientKey OfAddress(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
        {
            address.TryWriteBytes(bytes, out _);
            return new ClientKey(BinaryPrimitives.ReadUInt128BigEndian(bytes) >> HostBits, null);
        }

        bytes.Clear();
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes[^sizeof(uint)..], out _);

        // Set apart from the networks of IPv6, whose numbers have 64 bits.
        return new ClientKey((UInt128.One << HostBits) | BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]), null);
    }
}
