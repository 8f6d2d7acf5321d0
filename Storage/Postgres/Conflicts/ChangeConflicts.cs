using Aevrion.Core.Conflicts;
using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>
/// Changes the list of conflicts and moves the position, all or nothing, in one statement; answers false when the position is another. What was
/// found to be a parent since the changes were worked out is not entered any more: <see cref="HoldConflicts"/> goes before, so that this
/// statement's snapshot has it.
/// </summary>
internal sealed class ChangeConflicts(long from, long to, ConflictChanges changes) : IStatement<bool>
{
    public string Text =>
        """
        with moved as (
            update aevrion.conflict_follower set position = $2::bigint where position = $1::bigint returning true
        ), lost as (
            insert into aevrion.conflict (key, ts, id)
            select sent.* from moved cross join unnest($3::text[], $4::bigint[], $5::bytea[]) as sent (key, ts, id)
            where not exists (
                select from aevrion.event_parent as more
                where (more.ts, more.id) > (sent.ts, sent.id) and (
                    position(sent.id in more.parents) > 0
                    or (position($9::bytea in more.parents) > 0 and exists (
                        select from aevrion.event as child where child.ts = more.ts and child.id = more.id and child.key = sent.key)))
            )
            on conflict do nothing
        ), settled as (
            delete from aevrion.conflict using moved cross join unnest($6::text[], $7::bigint[], $8::bytea[]) as sent (key, ts, id)
            where conflict.key = sent.key and conflict.ts = sent.ts and conflict.id = sent.id
        )
        select count(*) > 0 from moved
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(from);
        parameters.AddBigint(to);
        ConflictRows.Bind(parameters, changes.Lost);
        ConflictRows.Bind(parameters, changes.Settled);
        parameters.AddBytes(SeenVersions.AllEarlier.ToArray());
    }

    public async Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetBoolean(0);
    }
}
