-- Conflicts: the versions that lost to a concurrent write. Derived from the events by whoever follows the commit log, and only ever a hint of
-- where to look: a row says that no later version of the key descends from the event.
create table aevrion.conflict (
    key  text collate "C" not null,
    ts   bigint not null,
    id   bytea not null check (octet_length(id) = 32)
);

-- The order of the list: by key, of one key the newest first.
create unique index conflict_key on aevrion.conflict (key, ts desc, id desc);

-- The position of the commit up to which the list is right. One row; whoever changes the list locks it, so that changes come one after the
-- other. Position 0 of a region with events that its log never had: the follower finds them gone and makes the list anew.
create table aevrion.conflict_follower (
    only_row  boolean primary key default true check (only_row),
    position  bigint not null
) with (fillfactor = 10);

insert into aevrion.conflict_follower (position) values (0);

-- Parents that events were found to have beside those they came with: regions that make the same event at the same time may have seen different
-- versions before it, and have all seen what any of them had. Truth, like the events, and nearly always empty.
create table aevrion.event_parent (
    ts       bigint not null,
    id       bytea not null,
    parents  bytea not null,    -- 32 bytes each
    constraint event_parent_pkey primary key (ts, id)
);

-- A page of a key's versions with their parents, the newest first, older than a stamp. Goes through the spans of the eras as
-- aevrion.read_history does.
create function aevrion.read_lineage(wanted text, before_ts bigint, before_id bytea, most integer, excluded bigint[])
returns table (ts bigint, id bytea, parents bytea) language plpgsql stable as $$
declare
    probed record;
    missing integer = most;
    got integer;
begin
    for probed in
        select span.number, span.from_ms, span.beyond_ms
        from aevrion.era_span as span join aevrion.era as era on era.number = span.number
        where span.from_ms <= before_ts and era.changes is distinct from excluded[span.number + 1]
        order by span.from_ms desc
    loop
        return query
            select newest.* from (
                select version.ts, version.id, coalesce(version.parents, '') || coalesce(more.parents, '')
                from aevrion.event as version left join aevrion.event_parent as more on more.ts = version.ts and more.id = version.id
                where version.era = probed.number and version.key = wanted collate "C"
                  and version.ts >= probed.from_ms and version.ts < probed.beyond_ms
                  and version.ts <= before_ts and (version.ts, version.id) < (before_ts, before_id)
                order by version.ts desc
                fetch first (missing) rows with ties
            ) as newest
            order by newest.ts desc, newest.id desc
            limit missing;
        get diagnostics got = row_count;
        missing = missing - got;
        exit when missing <= 0;
    end loop;
end
$$;
