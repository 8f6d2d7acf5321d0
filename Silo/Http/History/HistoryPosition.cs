using Aevrion.Core;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.History;

/// <summary>Where a page of a key's history begins: below a time or, with an id, below a version.</summary>
internal readonly record struct HistoryPosition(long Timestamp, Hash256? Id)
{
    private const string Parameter = "before";
    private const char Separator = ',';

    /// <summary>As the next request writes it.</summary>
    public override string ToString() => Id is { } id ? $"{Timestamp}{Separator}{id}" : $"{Timestamp}";

    /// <summary>Reads <c>before=T</c> or <c>before=T,id</c>; null when it is not given or wrong, which the query then says.</summary>
    public static HistoryPosition? Read(RequestQuery query, long nowMs)
    {
        if (query.Text(Parameter) is not { } text)
            return null;

        var comma = text.IndexOf(Separator, StringComparison.Ordinal);
        Hash256? id = null;
        if (comma >= 0)
        {
            if (!Hash256.TryParse(text[(comma + 1)..], out var parsed))
            {
                query.Refuse(Parameter, "has something else than an event's id after the comma");
                return null;
            }

            id = parsed;
            text = text[..comma];
        }

        return query.Time(Parameter, text, nowMs) is { } timestamp ? new HistoryPosition(timestamp, id) : null;
    }
}
