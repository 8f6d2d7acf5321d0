-- Eras: every event belongs to one, and the key index begins with it, so that new events enter a small part of that index however
-- long the history is. Parents become one string of bytes, 32 to a parent.
drop index aevrion.event_key;

set local bytea_output = 'hex';

alter table aevrion.event
    add column era smallint not null default 0,
    alter column parents type bytea using decode(replace(array_to_string(parents, ''), '\x', ''), 'hex');

-- Versions of a key within an era, the newest first. Entries are distinct, so looking for equal ones to merge would be in vain.
create index event_key on aevrion.event (era, key, ts desc) with (deduplicate_items = off);

-- How many events went into an era, counted in steps: what a stopped silo had not told yet is missing.
create table aevrion.era (
    number  smallint primary key,
    events  bigint not null
) with (fillfactor = 50);

-- Which times belong to which era. The spans cover all time without overlap, and every event has the era of the span it lies in. An era
-- may have several spans. A span without events may be given to a new era; nothing else ever changes here.
create table aevrion.era_span (
    from_ms    bigint primary key,
    beyond_ms  bigint not null check (beyond_ms > from_ms),
    number     smallint not null references aevrion.era
);

insert into aevrion.era (number, events) select 0, count(*) from aevrion.event;
insert into aevrion.era_span (from_ms, beyond_ms, number) values (0, 9223372036854775807, 0);

-- Advisory lock 4712302818880351747: "Aevrion" and 3 in ASCII. Appends hold it together, the one who begins an era holds it alone, all to
-- the end of their transaction. An append takes the lock of closed time first, if it takes that.

-- Keeps the spans of the eras where they are until the transaction ends, for events that the region dated itself also the floor of closed
-- time. Answers the floor and the highest number of an era: who knows that era knows all spans.
create function aevrion.hold_time(own boolean, out floor_ms bigint, out newest_era smallint) language plpgsql volatile as $$
begin
    if own then
        floor_ms = aevrion.hold_floor();
    end if;
    perform pg_advisory_xact_lock_shared(4712302818880351747);
    select max(number) into strict newest_era from aevrion.era;
end
$$;

-- Begins a new era in the widest time without events behind a frontier, among the next 10,000 events of the frontier's span; of times 1,440
-- minimal gaps long and longer, a day with the default, in the first. Events keep their era, so the span that is divided goes on behind that
-- time. Answers whether there was a time of at least the minimal gap; no, when an era began meanwhile that the caller does not know. Appends
-- wait for it, a second at most.
create function aevrion.begin_era(known_era smallint, frontier_ms bigint, min_gap_ms bigint) returns boolean language plpgsql volatile as $$
declare
    divided aevrion.era_span;
    gap_from_ms bigint;
    gap_beyond_ms bigint;
begin
    perform set_config('lock_timeout', '1s', true);
    perform pg_advisory_xact_lock(4712302818880351747);
    if known_era = 32767 or known_era <> (select max(number) from aevrion.era) then
        return false;
    end if;

    select * into strict divided from aevrion.era_span where from_ms <= frontier_ms and beyond_ms > frontier_ms;
    with near as materialized (
        select ts from aevrion.event where ts > frontier_ms and ts < divided.beyond_ms order by ts limit 10000
    ), edge as (
        select ts from near
        union all
        select divided.beyond_ms where (select count(*) from near) < 10000
    ), gap as (
        select lag(ts, 1, frontier_ms) over (order by ts) + 1 as from_ms, ts as beyond_ms from edge
    )
    select gap.from_ms, gap.beyond_ms into strict gap_from_ms, gap_beyond_ms from gap
        order by least(gap.beyond_ms - gap.from_ms, 1440 * min_gap_ms) desc, gap.from_ms limit 1;
    if gap_beyond_ms - gap_from_ms < min_gap_ms then
        return false;
    end if;

    insert into aevrion.era (number, events) values (known_era + 1, 0);
    update aevrion.era_span set beyond_ms = gap_from_ms where from_ms = divided.from_ms;
    insert into aevrion.era_span (from_ms, beyond_ms, number) values (gap_from_ms, gap_beyond_ms, known_era + 1);
    if gap_beyond_ms < divided.beyond_ms then
        insert into aevrion.era_span (from_ms, beyond_ms, number) values (gap_beyond_ms, divided.beyond_ms, divided.number);
    end if;
    return true;
end
$$;

-- Inserts make pages all-visible only when vacuumed: every half a million rows, however large the table is, so that reads of recent ids
-- need the index alone. Such a vacuum looks at the new pages only.
alter table aevrion.event set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 500000);
