using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Aevrion.Core;
using Aevrion.Grains.Access;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Scans;

/// <summary>
/// A place in the log as its reader gets it. It may be an event of a key that a token does not permit, where the reading stopped. For such
/// a token it is sealed, so that it tells nothing: AES-256-GCM under a key that the token's holder does not have (NIST SP 800-38D).
/// </summary>
internal static class SealedPosition
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int PlainBytes = sizeof(long) + Hash256.Length;
    private const int SealedBytes = NonceBytes + PlainBytes + TagBytes;

    /// <summary>As the next request of the caller writes it.</summary>
    public static string Write(LogPosition position, AccessGrant caller)
    {
        if (!caller.Keys.IsLimited)
            return position.ToString();
        Span<byte> plain = stackalloc byte[PlainBytes];
        BinaryPrimitives.WriteInt64BigEndian(plain, position.Timestamp);
        position.Id.CopyTo(plain[sizeof(long)..]);
        Span<byte> text = stackalloc byte[SealedBytes];
        RandomNumberGenerator.Fill(text[..NonceBytes]);
        using var aes = new AesGcm(caller.CursorKey.ToArray(), TagBytes);
        aes.Encrypt(text[..NonceBytes], plain, text.Slice(NonceBytes, PlainBytes), text[(NonceBytes + PlainBytes)..]);
        return Base64Url.EncodeToString(text);
    }

    /// <summary>Reads a position; null when it is not given or wrong, which the query then says.</summary>
    public static LogPosition? Read(RequestQuery query, string parameter, AccessGrant caller)
    {
        if (!caller.Keys.IsLimited)
            return LogPosition.Read(query, parameter);
        if (query.Text(parameter) is not { } text)
            return null;
        if (TryOpen(text, caller) is { } position)
            return position;
        query.Refuse(parameter, "must be what \"next\" of the page before says, read with the same token");
        return null;
    }

    private static LogPosition? TryOpen(string text, AccessGrant caller)
    {
        Span<byte> bytes = stackalloc byte[SealedBytes];
        if (!Base64Url.IsValid(text, out var length) || length != SealedBytes || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            return null;
        Span<byte> plain = stackalloc byte[PlainBytes];
        using var aes = new AesGcm(caller.CursorKey.ToArray(), TagBytes);
        try
        {
            aes.Decrypt(bytes[..NonceBytes], bytes.Slice(NonceBytes, PlainBytes), bytes[(NonceBytes + PlainBytes)..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new LogPosition(BinaryPrimitives.ReadInt64BigEndian(plain), new Hash256(plain[sizeof(long)..]));
    }
}
