using System.Globalization;
using System.Text;
using Aevrion.Core.Events;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// Reads a key out of a request target as it stood on the wire. The server's own idea of the path will not do: it has resolved dot
/// segments and left what is not UTF-8 encoded, so several keys would become one.
/// </summary>
internal static class KeyFromTarget
{
    private const int EncodedByteLength = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Path and nothing else of a target in origin form (<c>/path?query</c>) or absolute form (<c>http://host/path?query</c>).</summary>
    public static ReadOnlySpan<char> PathOf(string rawTarget)
    {
        var target = rawTarget.AsSpan();
        if (!target.StartsWith('/'))
        {
            var authority = target.IndexOf("://", StringComparison.Ordinal);
            if (authority < 0)
                return [];
            target = target[(authority + 3)..];
            var path = target.IndexOf('/');
            if (path < 0)
                return [];
            target = target[path..];
        }

        var query = target.IndexOf('?');
        return query < 0 ? target : target[..query];
    }

    /// <summary>Decodes and checks a key; null, and the problem, when it is not one.</summary>
    /// <param name="encoded">The rest of the path, percent-encoded where needed.</param>
    /// <param name="problem">Why it is not a key.</param>
    public static string? Decode(ReadOnlySpan<char> encoded, out Problem? problem)
    {
        problem = null;
        if (encoded.Length > EventLimits.MaxKeyBytes * EncodedByteLength)
        {
            problem = EventProblems.Of(EventRejection.KeyTooLong);
            return null;
        }

        // Most keys stand as they are: ASCII without anything encoded.
        if (Ascii.IsValid(encoded) && !encoded.Contains('%'))
            return Check(new string(encoded), out problem);

        Span<byte> bytes = stackalloc byte[encoded.Length];
        if (!TryDecodePercent(encoded, bytes, out var length))
        {
            problem = ProblemKinds.BadPercentEncoding.With("A '%' stands before two hexadecimal digits (write %25 for a '%' itself), and bytes outside ASCII are percent-encoded.");
            return null;
        }

        return DecodeUtf8(bytes[..length], out problem);
    }

    private static string? DecodeUtf8(ReadOnlySpan<byte> bytes, out Problem? problem)
    {
        string key;
        try
        {
            key = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            problem = EventProblems.Of(EventRejection.KeyNotUnicode);
            return null;
        }

        return Check(key, out problem);
    }

    private static string? Check(string key, out Problem? problem)
    {
        var rejection = EventRules.CheckKey(key);
        problem = rejection == EventRejection.None ? null : EventProblems.Of(rejection);
        return problem is null ? key : null;
    }

    private static bool TryDecodePercent(ReadOnlySpan<char> encoded, Span<byte> bytes, out int length)
    {
        length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i];
            if (value == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[i + 1]) || !char.IsAsciiHexDigit(encoded[i + 2]))
                    return false;
                bytes[length++] = byte.Parse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier);
                i += 2;
            }
            else if (!char.IsAscii(value))
            {
                return false;
            }
            else
            {
                bytes[length++] = (byte)value;
            }
        }

        return true;
    }
}
