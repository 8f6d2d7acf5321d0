using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>
/// The versions of a range of keys that lost to concurrent writes, as their events say, and how many versions there are. Holds the losers,
/// and of one key at a time what <see cref="HeadScan"/> does.
/// </summary>
internal sealed class ScanLosers(string after, string? through) : IStatement<(HashSet<ConflictRow> Losers, long Versions)>
{
    public string Text =>
        $"""
        select event.ts, event.id, event.key, {AllParents.Of("event")}
        from aevrion.era cross join lateral (
            select ts, id, key, parents from aevrion.event
            where event.era = era.number and event.key > $1::text{(through is null ? "" : " and event.key <= $2::text")}
        ) as event
        {AllParents.Join("event")}
        order by event.key, event.ts desc, event.id desc
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(after);
        if (through is not null)
            parameters.AddText(through);
    }

    public async Task<(HashSet<ConflictRow> Losers, long Versions)> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hash = new byte[Hash256.Length];
        var losers = new HashSet<ConflictRow>();
        var versions = 0L;
        string? key = null;
        var scan = new HeadScan();
        for (; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); versions++)
        {
            var stamp = EventRow.ReadStamp(reader, 0, hash);
            var isLatest = reader.GetString(2) is var found && found != key;
            if (isLatest)
                (key, scan) = (found, new HeadScan());
            if (scan.Visit(stamp, EventRow.ReadParents(reader, 3)) && !isLatest)
                losers.Add(new ConflictRow(found, stamp));
        }

        return (losers, versions);
    }
}
