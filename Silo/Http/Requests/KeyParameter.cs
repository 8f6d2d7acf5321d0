using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.WebUtilities;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// Reads a parameter that is a key, or the beginning of one, as it stood on the wire. The server's own decoding lets pass what is not UTF-8,
/// so that it would mean another key.
/// </summary>
internal static class KeyParameter
{
    /// <summary>The parameter; null when it is not given, and when it is no key, which <paramref name="problem"/> then says.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">Its parameters.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static string? Read(HttpContext context, RequestQuery query, string name, ref Problem? problem)
    {
        if (query.Text(name) is not { } decoded)
            return null;
        foreach (var parameter in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            if (parameter.DecodeName().Span.SequenceEqual(name) && !parameter.EncodedValue.IsEmpty)
                return Decode(parameter.EncodedValue.ToString(), ref problem);
        }

        return decoded;
    }

    /// <remarks>A plus stands for a space, as everywhere in a query.</remarks>
    private static string? Decode(string encoded, ref Problem? problem)
    {
        var key = KeyFromTarget.Decode(encoded.Replace("+", "%20", StringComparison.Ordinal), out var wrong);
        problem ??= wrong;
        return key;
    }
}
