-- The commit log: the order in which a region's transactions became durable. A row a transaction that added events, kept for a while only:
-- watches and other followers read it, and the events stay where they are.
create table aevrion.commit_log (
    position      bigint generated always as identity (start with 2) primary key,
    at_ms         bigint not null,   -- the database's clock; never lower than in the row before
    events_until  bigint not null,   -- events of this row and of all rows before it
    stamps        bytea not null     -- 40 bytes an event that was new: ts, big endian, and id; in the order of events
);
alter table aevrion.commit_log alter column stamps set storage external;

-- Rows are trimmed in large numbers from the oldest on; what they leave behind is soon used again.
alter table aevrion.commit_log set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 10000);

-- Where the log begins. One row. What a follower has not read up to here is gone, and so are commits at at_ms and before it.
create table aevrion.commit_log_start (
    only_row  boolean primary key default true check (only_row),
    position  bigint not null,
    at_ms     bigint not null
);

-- Appends under way know nothing of the log: advisory lock 4712302818880351747 waits for them to end. A silo of an older build calls a
-- function from now on that is not there any more, so it cannot add events that the log does not have.
select pg_advisory_xact_lock(4712302818880351747);

-- Events that are older than the log are like events that were trimmed from it.
insert into aevrion.commit_log_start (position, at_ms)
select 1, (extract(epoch from clock_timestamp()) * 1000)::bigint where exists (select from aevrion.event)
union all
select 0, -1 where not exists (select from aevrion.event);

drop function aevrion.hold_time(boolean);

-- Begins an append. Keeps the spans of the eras where they are until the transaction ends, for events that the region dated itself also the
-- floor of closed time. Answers the floor and the highest number of an era: who knows that era knows all spans.
create function aevrion.begin_append(own boolean, out floor_ms bigint, out newest_era smallint) language plpgsql volatile as $$
begin
    if own then
        floor_ms = aevrion.hold_floor();
    end if;
    perform pg_advisory_xact_lock_shared(4712302818880351747);
    select max(number) into strict newest_era from aevrion.era;
end
$$;

-- Ends an append that added events: enters them into the log and answers the position. Last of all, behind events and tree, since it takes
-- advisory lock 4712302818880351750, "Aevrion" and 6 in ASCII, alone and to the end of the transaction: positions become visible in their
-- order, and when one is visible, the transaction of every lower one has ended.
create function aevrion.end_append(added bytea) returns bigint language plpgsql volatile as $$
declare
    entered bigint;
begin
    perform pg_advisory_xact_lock(4712302818880351750);
    -- Each query has its own snapshot: the newest row is that of the transaction which had the lock before.
    insert into aevrion.commit_log (at_ms, events_until, stamps)
    select greatest(clock.now_ms, newest.at_ms), coalesce(newest.events_until, 0) + octet_length(added) / 40, added
    from (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms) as clock
    left join lateral (select at_ms, events_until from aevrion.commit_log order by position desc limit 1) as newest on true
    returning position into strict entered;
    return entered;
end
$$;

-- The position behind which the commits of a time and of all times after it are; null when the first of them may have been trimmed.
create function aevrion.find_commit_time(from_ms bigint) returns bigint language plpgsql stable as $$
declare
    low bigint;
    high bigint;
    middle bigint;
    start_ms bigint;
    probed record;
begin
    select position, at_ms into strict low, start_ms from aevrion.commit_log_start;
    if from_ms <= start_ms then
        return null;
    end if;

    -- Rows up to low are earlier, rows behind high are not.
    select coalesce(max(position), low) into strict high from aevrion.commit_log;
    while low < high loop
        middle = low + (high - low) / 2;
        select position, at_ms into probed from aevrion.commit_log where position > middle order by position limit 1;
        if found and probed.at_ms < from_ms then
            low = probed.position;
        else
            high = middle;
        end if;
    end loop;
    return low;
end
$$;

-- Removes the oldest rows, the newest of all excepted: those older than a time to keep, and those by which the log is larger than it may be.
-- Looks at some rows only, and answers how many it removed. Whoever may append may trim.
create function aevrion.trim_commit_log(keep_ms bigint, max_bytes bigint, row_bytes integer, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
    start_position bigint;
    newest record;
    last_removed record;
    removed integer;
begin
    select position into strict start_position from aevrion.commit_log_start for update;
    select position, events_until into newest from aevrion.commit_log order by position desc limit 1;
    select oldest.position, oldest.at_ms into last_removed
    from (
        select position, at_ms, events_until, octet_length(stamps) as stamp_bytes
        from aevrion.commit_log where position > start_position order by position limit most
    ) as oldest
    where oldest.position < newest.position
      and (oldest.at_ms < (extract(epoch from clock_timestamp()) * 1000)::bigint - keep_ms
           or (newest.events_until - oldest.events_until) * 40 + oldest.stamp_bytes
              + (newest.position - oldest.position + 1) * row_bytes > max_bytes)
    order by oldest.position desc limit 1;
    if not found then
        return 0;
    end if;

    delete from aevrion.commit_log where position > start_position and position <= last_removed.position;
    get diagnostics removed = row_count;
    update aevrion.commit_log_start set position = last_removed.position, at_ms = last_removed.at_ms;
    return removed;
end
$$;
