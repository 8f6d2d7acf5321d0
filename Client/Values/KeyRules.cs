using System.Text;

namespace Aevrion.Client;

/// <summary>What a key may be, and how it stands in a request path.</summary>
internal static class KeyRules
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks a key and encodes it.</summary>
    /// <returns>The key's UTF-8 bytes.</returns>
    /// <exception cref="AevrionInvalidRequestException">The key breaks the contract.</exception>
    public static byte[] Encode(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0)
            throw Invalid("A key has at least one character.");
        if (key.Contains('\0'))
            throw Invalid("A key must not contain the NUL character.");

        byte[] bytes;
        try
        {
            bytes = StrictUtf8.GetBytes(key);
        }
        catch (EncoderFallbackException)
        {
            throw Invalid("A key must be well-formed Unicode; this one has an unpaired surrogate.");
        }

        return bytes.Length <= AevrionLimits.MaxKeyBytes
            ? bytes
            : throw Invalid($"A key has at most {AevrionLimits.MaxKeyBytes} UTF-8 bytes; this one has {bytes.Length}.");
    }

    /// <summary>
    /// Percent-encodes a key for a path: all but unreserved characters and slashes. Segments that are only dots are encoded as well,
    /// or they would be taken for steps in the path.
    /// </summary>
    public static string ToPath(string key)
    {
        var bytes = Encode(key);
        var path = new StringBuilder(bytes.Length + 16);
        var segmentStart = 0;
        for (var position = 0; position <= bytes.Length; position++)
        {
            if (position < bytes.Length && bytes[position] != (byte)'/')
                continue;

            AppendSegment(path, bytes.AsSpan(segmentStart, position - segmentStart));
            if (position < bytes.Length)
                path.Append('/');
            segmentStart = position + 1;
        }

        return path.ToString();
    }

    /// <summary>Percent-encodes a key, or the beginning of one, for a parameter.</summary>
    /// <exception cref="AevrionInvalidRequestException">It breaks the contract.</exception>
    public static string ToParameter(string key)
    {
        Encode(key);
        return Uri.EscapeDataString(key);
    }

    private static void AppendSegment(StringBuilder path, ReadOnlySpan<byte> segment)
    {
        var isDotSegment = segment is [(byte)'.'] or [(byte)'.', (byte)'.'];
        foreach (var value in segment)
        {
            if (IsUnreserved(value) && !isDotSegment)
                path.Append((char)value);
            else
                path.Append('%').Append(value.ToString("X2"));
        }
    }

    private static bool IsUnreserved(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private static AevrionInvalidRequestException Invalid(string detail) => new(new Problem("invalid-key", 400, detail));
}
