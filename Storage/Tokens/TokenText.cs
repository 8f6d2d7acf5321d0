using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Aevrion.Core;

namespace Aevrion.Storage.Tokens;

/// <summary>
/// A token as its holder has it: <c>aev_</c>, its id (12 hexadecimal digits), <c>_</c>, and its secret, 32 random bytes in base64url. The
/// secret is as good as a key of 256 bits, so a plain SHA-256 of it is enough to recognise it and tells nothing of it.
/// </summary>
public static class TokenText
{
    /// <summary>What every token begins with, for those who look for secrets in places where none should be.</summary>
    public const string Prefix = "aev_";

    /// <summary>Characters of an id.</summary>
    public const int IdLength = 12;

    /// <summary>Characters of a token.</summary>
    public const int Length = SecretStart + SecretLength;

    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int SecretStart = 4 + IdLength + 1;

    /// <summary>A new token.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="hash">What is kept of its secret.</param>
    /// <returns>Its text, which is nowhere else.</returns>
    public static string Create(out string id, out Hash256 hash)
    {
        id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        hash = HashOf(secret);
        return $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}";
    }

    /// <summary>Reads a token; false for anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">Its id.</param>
    /// <param name="hash">SHA-256 of its secret.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out ReadOnlySpan<char> id, out Hash256 hash)
    {
        id = default;
        hash = default;
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[SecretStart - 1] != '_')
            return false;
        Span<byte> secret = stackalloc byte[SecretBytes];
        if (!Base64Url.IsValid(text[SecretStart..]) || !Base64Url.TryDecodeFromChars(text[SecretStart..], secret, out var length) || length != SecretBytes)
            return false;
        id = text.Slice(Prefix.Length, IdLength);
        hash = HashOf(secret);
        return true;
    }

    /// <summary>SHA-256 of any text, in UTF-8.</summary>
    public static Hash256 HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    /// <summary>Compares in a time that tells nothing of where they differ.</summary>
    public static bool AreEqual(Hash256 left, Hash256 right)
    {
        Span<byte> both = stackalloc byte[2 * Hash256.Length];
        left.CopyTo(both);
        right.CopyTo(both[Hash256.Length..]);
        return CryptographicOperations.FixedTimeEquals(both[..Hash256.Length], both[Hash256.Length..]);
    }

    private static Hash256 HashOf(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        SHA256.HashData(secret, hash);
        return new Hash256(hash);
    }
}
