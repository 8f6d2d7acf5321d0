-- A page of a key's versions, the newest first, older than a stamp. Goes through the spans of the eras from the newest on, only as far as the
-- page reaches: as one query it would read the key's versions of several eras before it sorts them. excluded has the changes of eras, from
-- era 0 on, at which they are known not to have the key.
create function aevrion.read_history(wanted text, before_ts bigint, before_id bytea, most integer, excluded bigint[])
returns table (ts bigint, id bytea, origin smallint, value bytea) language plpgsql stable as $$
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
        -- The index knows the order of time but not that of ids.
        return query
            select newest.* from (
                select version.ts, version.id, version.origin, version.value
                from aevrion.event as version
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
