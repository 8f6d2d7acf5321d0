using System.Globalization;
using Aevrion.Core;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Scans;

/// <summary>Where a page of the log begins: behind an event, written as its timestamp, a comma and its id.</summary>
internal readonly record struct LogPosition(long Timestamp, Hash256 Id)
{
    private const char Separator = ',';

    /// <summary>As the next request writes it.</summary>
    public override string ToString() => $"{Timestamp}{Separator}{Id}";

    /// <summary>Reads a position; null when it is not given or wrong, which the query then says.</summary>
    public static LogPosition? Read(RequestQuery query, string parameter)
    {
        if (query.Text(parameter) is not { } text)
            return null;
        var comma = text.IndexOf(Separator, StringComparison.Ordinal);
        if (comma > 0
            && long.TryParse(text.AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            && Hash256.TryParse(text[(comma + 1)..], out var id))
            return new LogPosition(timestamp, id);
        query.Refuse(parameter, "must be what \"next\" of the page before says: an event's timestamp, a comma and its id");
        return null;
    }
}
