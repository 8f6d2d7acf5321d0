using Aevrion.Core;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Silo.Http.Problems;
using Microsoft.Extensions.Primitives;

namespace Aevrion.Silo.Http.Requests;

/// <summary>The conditions of a write.</summary>
/// <param name="IfMatch">The latest version must have this id.</param>
/// <param name="IfAbsent">The key must be absent.</param>
internal sealed record WriteConditions(Hash256? IfMatch, bool IfAbsent)
{
    private const string Explanation =
        "Write If-Match: \"<id>\" with the 64 hexadecimal digits of an event's id, or If-None-Match: *, not both.";

    private static readonly WriteConditions None = new(null, IfAbsent: false);

    /// <summary>A write under these conditions.</summary>
    /// <param name="value">The value; null deletes the key.</param>
    public WriteRequest Request(ReadOnlyMemory<byte>? value) => new() { Value = value, IfMatch = IfMatch, IfAbsent = IfAbsent };

    /// <summary>Reads <c>If-Match</c> and <c>If-None-Match</c>; null, and the problem, when they ask for what is not offered.</summary>
    public static WriteConditions? Read(IHeaderDictionary headers, out Problem? problem)
    {
        problem = null;
        if (StringValues.IsNullOrEmpty(headers.IfMatch) && StringValues.IsNullOrEmpty(headers.IfNoneMatch))
            return None;
        Hash256? id = null;
        var absent = headers.IfNoneMatch == "*";
        var understood = (absent || StringValues.IsNullOrEmpty(headers.IfNoneMatch))
            && (StringValues.IsNullOrEmpty(headers.IfMatch) || EntityTag.TryReadId(headers.IfMatch, out id))
            && !(absent && id is not null);
        if (understood)
            return new WriteConditions(id, absent);
        problem = ProblemKinds.BadCondition.With(Explanation);
        return null;
    }
}
