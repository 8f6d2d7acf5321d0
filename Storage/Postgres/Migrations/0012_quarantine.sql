-- Events that a verification found damaged and a repair took out of the table of events, as they were: their ids are not those of their content, or
-- they break what every event keeps. Nothing reads them but people. What they were before is fetched from a peer, or from a backup.
create table aevrion.quarantine (
    number   bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    reason   text not null,     -- a kind of mismatch
    ts       bigint not null,
    id       bytea not null,
    key      bytea not null,    -- its bytes, which may be no text any more
    value    bytea,
    origin   smallint not null,
    parents  bytea,
    batch    bytea
);

-- Moves events there, and takes them off the counts of the nodes above them; digests of those nodes are taken anew. Answers how many it moved. Locks
-- events and nodes in the order of appends.
--   places    where the rows are: an index that no longer fits a damaged row does not lead to it
--   level_ms  how long a node of each level of the tree is
create function aevrion.quarantine_events(places tid[], sent_ts bigint[], sent_id bytea[], reasons text[], level_ms bigint[]) returns bigint
language plpgsql volatile set enable_seqscan = off as $$
declare
    moved bigint[];
begin
    with gone as (
        delete from aevrion.event as damaged
        using unnest(places, sent_ts, sent_id, reasons) as sent (place, ts, id, reason)
        where damaged.ctid = any (places) and damaged.ctid = sent.place and damaged.ts = sent.ts and damaged.id = sent.id
        returning sent.reason, damaged.ts, damaged.id, textsend(damaged.key) as key, damaged.value, damaged.origin, damaged.parents, damaged.batch
    ), kept as (
        insert into aevrion.quarantine (reason, ts, id, key, value, origin, parents, batch) select * from gone
    )
    select array_agg(gone.ts) into moved from gone;
    if moved is null then
        return 0;
    end if;

    perform from (
        select from aevrion.tree_node as node
        join (
            select distinct span.number - 1 as level, event.ts / span.ms as index
            from unnest(moved) as event (ts) cross join unnest(level_ms) with ordinality as span (ms, number)
        ) as above on above.level = node.level and above.index = node.index
        order by node.level, node.index
        for update of node
    ) as locked;
    with above as materialized (
        select span.number - 1 as level, event.ts / span.ms as index, count(*) as count
        from unnest(moved) as event (ts) cross join unnest(level_ms) with ordinality as span (ms, number)
        group by 1, 2
    ), emptied as (
        delete from aevrion.tree_node as node using above
        where node.level = above.level and node.index = above.index and node.count <= above.count
    )
    update aevrion.tree_node as node set count = node.count - above.count, digest = null, digest_count = null
    from above
    where node.level = above.level and node.index = above.index and node.count > above.count;
    return cardinality(moved);
end
$$;
