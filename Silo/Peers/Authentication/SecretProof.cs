using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>
/// Proofs that a region knows the secret that it shares with another: HMAC-SHA256 under the secret, over who dials whom, a nonce of each
/// side, and the certificate of the connection, so that a proof is worth nothing in the other direction, to another region, on another
/// connection or at another time.
/// </summary>
internal static class SecretProof
{
    /// <summary>Bytes of a proof.</summary>
    public const int Bytes = HMACSHA256.HashSizeInBytes;

    /// <summary>Bytes of a dialler's nonce.</summary>
    public const int DiallerNonceBytes = 32;

    private const string DiallerLabel = "Aevrion peer authentication, dialler, version 1";
    private const string ListenerLabel = "Aevrion peer authentication, listener, version 1";

    /// <summary>The dialler's proof.</summary>
    public static byte[] OfDialler(ReadOnlySpan<byte> secret, ProofContext context) => Of(secret, DiallerLabel, context);

    /// <summary>The listener's proof.</summary>
    public static byte[] OfListener(ReadOnlySpan<byte> secret, ProofContext context) => Of(secret, ListenerLabel, context);

    private static byte[] Of(ReadOnlySpan<byte> secret, string label, ProofContext context)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Append(mac, Encoding.UTF8.GetBytes(label));
        Append(mac, Encoding.UTF8.GetBytes(context.Dialler));
        Append(mac, Encoding.UTF8.GetBytes(context.Listener));
        Append(mac, context.ListenerNonce);
        Append(mac, context.DiallerNonce);
        Append(mac, context.Certificate);
        return mac.GetHashAndReset();
    }

    /// <summary>Every field with its length before it, so that no two lists of fields share their bytes.</summary>
    private static void Append(IncrementalHash mac, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)field.Length);
        mac.AppendData(length);
        mac.AppendData(field);
    }
}
