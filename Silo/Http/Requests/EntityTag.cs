using Aevrion.Core;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Http.Requests;

/// <summary>An event's id as an entity tag: in double quotes.</summary>
internal static class EntityTag
{
    public static string Of(Hash256 id) => string.Create((Hash256.Length * 2) + 2, id, static (tag, id) =>
    {
        tag[0] = tag[^1] = '"';
        id.TryFormat(tag[1..], out _);
    });

    /// <summary>Reads a header that holds exactly one strong tag with an id in it.</summary>
    public static bool TryReadId(StringValues header, out Hash256? id)
    {
        id = null;
        if (header.Count != 1 || header[0] is not ['"', .. var text, '"'] || !Hash256.TryParse(text, out var read))
            return false;
        id = read;
        return true;
    }

    /// <summary>True when <c>If-None-Match</c> names the id. What it names otherwise, however odd, does not match (RFC 9110, 13.1.2).</summary>
    public static bool Names(StringValues ifNoneMatch, Hash256 id)
    {
        if (StringValues.IsNullOrEmpty(ifNoneMatch))
            return false;
        var own = new EntityTagHeaderValue(Of(id));
        return EntityTagHeaderValue.TryParseList(ifNoneMatch.OfType<string>().ToList(), out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
