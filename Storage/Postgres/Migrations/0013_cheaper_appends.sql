-- Appends that cost the server less. What one did besides inserting took more than an insert does.

-- One check a table, since PostgreSQL reads each from its catalog anew for each statement. What is there has passed them already.
alter table aevrion.event
    drop constraint event_ts_check, drop constraint event_id_check,
    add constraint event_check check (ts >= 0 and octet_length(id) = 32) not valid;
alter table aevrion.tree_node
    drop constraint tree_node_count_check, drop constraint tree_node_digest_check,
    add constraint tree_node_check check (count > 0 and octet_length(digest) = 32) not valid;

-- As before: begins an append, holds the spans of the eras and, for events that the region dated itself, the floor of closed time. Assigning is
-- cheaper than performing, and both are read by one query, which comes after both locks and has a snapshot of its own.
create or replace function aevrion.begin_append(own boolean, out floor_ms bigint, out newest_era smallint) language plpgsql volatile as $$
declare
    held text;
begin
    if own then
        held = pg_advisory_xact_lock_shared(4712302818880351746);
    end if;
    held = pg_advisory_xact_lock_shared(4712302818880351747);
    select case when own then closed.floor_ms end, newest.number into strict floor_ms, newest_era
    from aevrion.closed_time as closed cross join (select number from aevrion.era order by number desc limit 1) as newest;
end
$$;

drop function aevrion.end_append(bytea, bigint, bigint[], bytea[], text[], boolean[]);
drop function aevrion.find_overtaken(bytea, bigint, bigint[], bytea[], text[], boolean[]);

-- The events of an append that come below a conditional write of their key, as the commit log has them; null when none does. Nobody sends their
-- keys a second time for that: they are there to be read. Many notes may be younger than the oldest event or few, which no plan can know: the
-- indexes are right for both.
create function aevrion.find_overtaken(added bytea, earliest_own bigint, own bytea) returns bytea
language plpgsql volatile set enable_seqscan = off as $$
begin
    return (
        select string_agg(distinct stamp.bytes, ''::bytea)
        from generate_series(0, octet_length(added) / 40 - 1) as place
        cross join lateral (select substring(added from place * 40 + 1 for 40) as bytes) as stamp
        join aevrion.event as version
            on version.ts = ('x' || encode(substring(stamp.bytes for 8), 'hex'))::bit(64)::bigint and version.id = substring(stamp.bytes from 9)
        join aevrion.conditional_write as decided on decided.key = version.key and (decided.ts, decided.id) > (version.ts, version.id)
        where decided.ts >= earliest_own and (own is null or position(stamp.bytes in own) > 0)
    );
end
$$;

-- Ends an append that added events: enters them into the log and answers the position, last of all, since it takes advisory lock
-- 4712302818880351750 alone and to the end of the transaction (see 0007_commit_log.sql). Sees to it that none of the events that the region dated
-- itself loses to a conditional write: their writer had not seen it, and it had not seen them, so there is no order in which both come true.
-- Raises AE001, with the stamps of those events in hexadecimal digits as a hint; dated anew they come after it.
--   added         events that were new, 40 bytes each: ts, big endian, and id
--   earliest_own  lowest time among the events that the region dated itself; the highest bigint when there are none
--   own           which of them those are, like added; null when all
create function aevrion.end_append(added bytea, earliest_own bigint, own bytea) returns bigint
language plpgsql volatile as $$
declare
    held text;
    entered bigint;
    decided_ms bigint;
    overtaken bytea;
begin
    held = pg_advisory_xact_lock(4712302818880351750);

    -- Each query has its own snapshot: the newest row is that of the transaction which had the lock before, and every conditional write is over
    -- or begins later.
    insert into aevrion.commit_log (at_ms, events_until, stamps)
    select greatest((extract(epoch from clock_timestamp()) * 1000)::bigint, newest.at_ms), coalesce(newest.events_until, 0) + octet_length(added) / 40, added
    from (values (true)) as always
    left join lateral (select at_ms, events_until from aevrion.commit_log order by position desc limit 1) as newest on true
    returning position, (select ts from aevrion.conditional_write order by ts desc, id desc limit 1) into strict entered, decided_ms;

    if decided_ms >= earliest_own then
        overtaken = aevrion.find_overtaken(added, earliest_own, own);
        if overtaken is not null then
            raise exception 'a conditional write was decided meanwhile' using errcode = 'AE001', hint = encode(overtaken, 'hex');
        end if;
    end if;
    return entered;
end
$$;

-- The same for events none of which is held to conditional writes.
create or replace function aevrion.end_append(added bytea) returns bigint language plpgsql volatile as $$
begin
    return aevrion.end_append(added, 9223372036854775807, null);
end
$$;

-- Adds events none of which is there, and fails as a whole when one is. A statement after the other costs less than one statement of many parts,
-- and each locks what it locks in the order of every append. Adds nothing when an era is unknown to the caller, or the time of his earliest own
-- event closed.
--   sent_...   the events, by (ts, id)
--   known_era  the newest era that sent_era were told by
--   levels, indexes, counts    how the nodes above them grow, by (level, index)
--   added, earliest_own, own   as end_append takes them
--   late_eras  those of sent_era that are not the newest; null when there are none
create function aevrion.append_new(
    sent_ts bigint[], sent_id bytea[], sent_key text[], sent_value bytea[], sent_origin smallint[], sent_parents bytea[], sent_era smallint[],
    sent_batch bytea[], known_era smallint, earliest_own bigint, levels smallint[], indexes bigint[], counts bigint[],
    added bytea, own bytea, late_eras smallint[], out newest_era smallint, out floor_ms bigint, out entered bigint)
language plpgsql volatile as $$
begin
    select held.newest_era, held.floor_ms into strict newest_era, floor_ms
    from aevrion.begin_append(earliest_own < 9223372036854775807) as held;
    if newest_era <> known_era or floor_ms > earliest_own then
        return;
    end if;

    insert into aevrion.event (ts, id, key, value, origin, parents, era, batch)
    select * from unnest(sent_ts, sent_id, sent_key, sent_value, sent_origin, sent_parents, sent_era, sent_batch);

    if late_eras is not null then
        update aevrion.era as era set changes = era.changes + 1
        from (select number from aevrion.era where number = any (late_eras) order by number for no key update) as touched
        where era.number = touched.number;
    end if;

    insert into aevrion.tree_node as node (level, index, count)
    select * from unnest(levels, indexes, counts)
    on conflict (level, index) do update set count = node.count + excluded.count;

    entered = aevrion.end_append(added, earliest_own, own);
end
$$;

-- The widest time without events behind a frontier, see begin_era in 0004_eras.sql; nulls when none is as long as the minimal gap.
create function aevrion.find_era_gap(frontier_ms bigint, min_gap_ms bigint, out from_ms bigint, out beyond_ms bigint) language plpgsql volatile as $$
declare
    divided aevrion.era_span;
begin
    select * into strict divided from aevrion.era_span as span where span.from_ms <= frontier_ms and span.beyond_ms > frontier_ms;
    with near as materialized (
        select ts from aevrion.event where ts > frontier_ms and ts < divided.beyond_ms order by ts limit 10000
    ), edge as (
        select ts from near
        union all
        select divided.beyond_ms where (select count(*) from near) < 10000
    ), gap as (
        select lag(ts, 1, frontier_ms) over (order by ts) + 1 as from_ms, ts as beyond_ms from edge
    )
    select gap.from_ms, gap.beyond_ms into strict from_ms, beyond_ms from gap
        order by least(gap.beyond_ms - gap.from_ms, 1440 * min_gap_ms) desc, gap.from_ms limit 1;
    if beyond_ms - from_ms < min_gap_ms then
        from_ms = null;
        beyond_ms = null;
    end if;
end
$$;

-- As before, but appends wait only when there is a gap to begin the era in: an import of times that have none tries again and again.
create or replace function aevrion.begin_era(known_era smallint, frontier_ms bigint, min_gap_ms bigint) returns boolean language plpgsql volatile as $$
declare
    divided aevrion.era_span;
    gap record;
begin
    gap = aevrion.find_era_gap(frontier_ms, min_gap_ms);
    if gap.from_ms is null then
        return false;
    end if;

    perform set_config('lock_timeout', '1s', true);
    perform pg_advisory_xact_lock(4712302818880351747);
    if known_era = 32767 or known_era <> (select max(number) from aevrion.era) then
        return false;
    end if;

    -- Events may have come into it meanwhile; from here on none do.
    gap = aevrion.find_era_gap(frontier_ms, min_gap_ms);
    if gap.from_ms is null then
        return false;
    end if;

    select * into strict divided from aevrion.era_span where from_ms <= frontier_ms and beyond_ms > frontier_ms;
    insert into aevrion.era (number, events) values (known_era + 1, 0);
    update aevrion.era_span set beyond_ms = gap.from_ms where from_ms = divided.from_ms;
    insert into aevrion.era_span (from_ms, beyond_ms, number) values (gap.from_ms, gap.beyond_ms, known_era + 1);
    if gap.beyond_ms < divided.beyond_ms then
        insert into aevrion.era_span (from_ms, beyond_ms, number) values (gap.beyond_ms, divided.beyond_ms, divided.number);
    end if;
    return true;
end
$$;
