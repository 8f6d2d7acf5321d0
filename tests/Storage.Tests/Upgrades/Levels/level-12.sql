-- A database at level 12 of the schema, as a dump.



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;


CREATE SCHEMA aevrion;



CREATE FUNCTION aevrion.add_token(new_id text, new_hash bytea, new_cursor_key bytea, new_scopes text[], new_prefixes text[], new_description text, now_ms bigint, new_expires_at bigint, most integer, forget_before bigint, needs_admin boolean) RETURNS text
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock(4712302818880351751);
    if needs_admin and not ('admin' = any (new_scopes) and cardinality(new_prefixes) = 0) and not aevrion.has_token_admin('', now_ms) then
        return 'no-admin';
    end if;
    if (select count(*) from aevrion.token) >= most then
        delete from aevrion.token where least(revoked_at, expires_at) < forget_before;
        if (select count(*) from aevrion.token) >= most then
            return 'too-many';
        end if;
    end if;
    insert into aevrion.token (id, secret_hash, cursor_key, scopes, prefixes, description, created_at, expires_at)
    values (new_id, new_hash, new_cursor_key, new_scopes, new_prefixes, new_description, now_ms, new_expires_at);
    return 'done';
end $$;



CREATE FUNCTION aevrion.append_conditional(sent_ts bigint[], sent_id bytea[], sent_key text[], sent_value bytea[], sent_origin smallint[], sent_parents bytea[], sent_era smallint[], known_era smallint, level_ms bigint[], seen_ts bigint[], seen_id bytea[], attempts uuid[], absent_bits bytea[], known_changes bigint[], OUT floor_ms bigint, OUT newest_era smallint, OUT entered bigint, OUT outcomes smallint[]) RETURNS record
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
    fresh integer[];
    violated integer[];
begin
    select held.floor_ms, held.newest_era into strict floor_ms, newest_era from aevrion.begin_append(true) as held;
    if newest_era <> known_era then
        return;
    end if;

    -- Closing time has waited for earlier tries to end.
    select array_agg(case when sent.ts >= append_conditional.floor_ms then 0 when decided.ts is null then 4 else 2 end order by sent.number)
        into strict outcomes
    from unnest(sent_ts, sent_id, attempts) with ordinality as sent (ts, id, attempt, number)
    left join aevrion.conditional_write as decided
        on decided.ts = sent.ts and decided.id = sent.id and decided.attempt = sent.attempt and sent.ts < append_conditional.floor_ms;

    loop
        begin
            entered = null;
            with added as (
                insert into aevrion.event (ts, id, key, value, origin, parents, era)
                select sent.ts, sent.id, sent.key, sent.value, sent.origin, sent.parents, sent.era
                from unnest(sent_ts, sent_id, sent_key, sent_value, sent_origin, sent_parents, sent_era)
                    with ordinality as sent (ts, id, key, value, origin, parents, era, number)
                where outcomes[sent.number] = 0
                order by sent.number
                on conflict (ts, id) do nothing
                returning ts, id
            )
            select array_agg(sent.number::integer order by sent.number) into fresh
            from added join unnest(sent_ts, sent_id) with ordinality as sent (ts, id, number) using (ts, id);

            -- What is there already was added by an earlier try, or is a version like any other. Whoever added it has ended.
            select array_agg(case
                    when outcomes[sent.number] <> 0 or sent.number = any (fresh) then outcomes[sent.number]
                    when decided.ts is null then 3 else 2 end order by sent.number)
                into strict outcomes
            from unnest(sent_ts, sent_id, attempts) with ordinality as sent (ts, id, attempt, number)
            left join aevrion.conditional_write as decided
                on decided.ts = sent.ts and decided.id = sent.id and decided.attempt = sent.attempt;
            exit when fresh is null;

            update aevrion.era as grown set changes = grown.changes + 1
            from (
                select number from aevrion.era
                where number <> append_conditional.newest_era and number in (select sent_era[added] from unnest(fresh) as added)
                order by number for no key update
            ) as touched
            where grown.number = touched.number;

            insert into aevrion.tree_node as node (level, index, count)
            select span.number - 1, sent_ts[added] / span.ms, count(*)
            from unnest(fresh) as added cross join unnest(level_ms) with ordinality as span (ms, number)
            group by 1, 2 order by 1, 2
            on conflict (level, index) do update set count = node.count + excluded.count;

            select aevrion.end_append(string_agg(int8send(sent_ts[added]) || sent_id[added], ''::bytea order by added)) into strict entered
            from unnest(fresh) as added;

            -- The lock of the log is held: no other version comes in any more.
            select array_agg(added) into violated
            from unnest(fresh) as added
            where exists (
                select from aevrion.era_span as span join aevrion.era as era on era.number = span.number
                cross join lateral (
                    select from aevrion.event as version
                    where version.era = span.number and version.key = sent_key[added] collate "C"
                      and version.ts >= greatest(span.from_ms, seen_ts[added]) and version.ts < span.beyond_ms
                      and (version.ts, version.id) > (seen_ts[added], seen_id[added])
                      and (version.ts, version.id) <> (sent_ts[added], sent_id[added])
                    limit 1
                ) as newer
                where span.beyond_ms > seen_ts[added]
                  and case when span.number < cardinality(known_changes)
                           then get_bit(absent_bits[added], span.number) = 0
                                or era.changes <> known_changes[span.number + 1]
                           else true end
            );
            if violated is not null then
                raise exception 'another version stands' using errcode = 'AE002';
            end if;

            insert into aevrion.conditional_write (ts, id, key, attempt)
            select sent_ts[added], sent_id[added], sent_key[added], attempts[added] from unnest(fresh) as added order by added;
            select array_agg((case when outcome.is = 0 then 1 else outcome.is end)::smallint order by outcome.number) into strict outcomes
            from unnest(outcomes) with ordinality as outcome ("is", number);
            exit;
        exception when sqlstate 'AE002' then
            -- Undone as far as the beginning of the block. Those that stay do not depend on those that go.
            select array_agg((case when outcome.number = any (violated) then 3 else outcome.is end)::smallint order by outcome.number)
                into strict outcomes
            from unnest(outcomes) with ordinality as outcome ("is", number);
        end;
    end loop;
end
$$;



CREATE FUNCTION aevrion.begin_append(own boolean, OUT floor_ms bigint, OUT newest_era smallint) RETURNS record
    LANGUAGE plpgsql
    AS $$
begin
    if own then
        floor_ms = aevrion.hold_floor();
    end if;
    perform pg_advisory_xact_lock_shared(4712302818880351747);
    select max(number) into strict newest_era from aevrion.era;
end
$$;



CREATE FUNCTION aevrion.begin_era(known_era smallint, frontier_ms bigint, min_gap_ms bigint) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
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



CREATE FUNCTION aevrion.close_time(through_ms bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    in_force bigint;
begin
    select floor_ms into strict in_force from aevrion.closed_time;
    if in_force >= through_ms then
        return in_force;
    end if;

    perform pg_advisory_xact_lock(4712302818880351746);
    update aevrion.closed_time set floor_ms = greatest(floor_ms, through_ms) returning floor_ms into strict in_force;
    return in_force;
end
$$;



CREATE FUNCTION aevrion.end_append(added bytea) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
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



CREATE FUNCTION aevrion.end_append(added bytea, earliest_own bigint, sent_ts bigint[], sent_id bytea[], sent_key text[], is_own boolean[]) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    entered bigint;
    overtaken text;
begin
    entered = aevrion.end_append(added);

    -- The lock of the log is held, and each query has its own snapshot: every conditional write is over or begins later.
    if earliest_own < 9223372036854775807
        and (select ts from aevrion.conditional_write order by ts desc, id desc limit 1) >= earliest_own then
        overtaken = aevrion.find_overtaken(added, earliest_own, sent_ts, sent_id, sent_key, is_own);
        if overtaken is not null then
            raise exception 'a conditional write was decided meanwhile' using errcode = 'AE001', hint = overtaken;
        end if;
    end if;
    return entered;
end
$$;



CREATE FUNCTION aevrion.find_commit_time(from_ms bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
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



CREATE FUNCTION aevrion.find_overtaken(added bytea, earliest_own bigint, sent_ts bigint[], sent_id bytea[], sent_key text[], is_own boolean[]) RETURNS text
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
begin
    return (
        select string_agg(sent.number::text, ',')
        from aevrion.conditional_write as decided
        join unnest(sent_ts, sent_id, sent_key) with ordinality as sent (ts, id, key, number) on sent.key collate "C" = decided.key
        where decided.ts >= earliest_own and (decided.ts, decided.id) > (sent.ts, sent.id)
          and (is_own is null or is_own[sent.number])
          and position(int8send(sent.ts) || sent.id in added) > 0
    );
end
$$;



CREATE FUNCTION aevrion.has_token_admin(except_id text, now_ms bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
    select exists (
        select from aevrion.token
        where id <> except_id and revoked_at is null and (expires_at is null or expires_at > now_ms)
          and 'admin' = any (scopes) and cardinality(prefixes) = 0)
$$;



CREATE FUNCTION aevrion.hold_floor() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    in_force bigint;
begin
    perform pg_advisory_xact_lock_shared(4712302818880351746);
    select floor_ms into strict in_force from aevrion.closed_time;
    return in_force;
end
$$;



CREATE FUNCTION aevrion.note_token_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update aevrion.token_change set changes = changes + 1;
    return null;
end $$;



CREATE FUNCTION aevrion.quarantine_events(places tid[], sent_ts bigint[], sent_id bytea[], reasons text[], level_ms bigint[]) RETURNS bigint
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
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



CREATE FUNCTION aevrion.read_history(wanted text, before_ts bigint, before_id bytea, most integer, excluded bigint[]) RETURNS TABLE(ts bigint, id bytea, origin smallint, value bytea)
    LANGUAGE plpgsql STABLE
    AS $$
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



CREATE FUNCTION aevrion.read_lineage(wanted text, before_ts bigint, before_id bytea, most integer, excluded bigint[]) RETURNS TABLE(ts bigint, id bytea, parents bytea)
    LANGUAGE plpgsql STABLE
    AS $$
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



CREATE FUNCTION aevrion.revoke_token(revoked_id text, now_ms bigint, keeps_admin boolean) RETURNS text
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock(4712302818880351751);
    if not exists (select from aevrion.token where id = revoked_id) then
        return 'unknown';
    end if;
    if keeps_admin and not aevrion.has_token_admin(revoked_id, now_ms) then
        return 'no-admin';
    end if;
    update aevrion.token set revoked_at = now_ms where id = revoked_id and revoked_at is null;
    return 'done';
end $$;



CREATE FUNCTION aevrion.trim_batch_answers(keep_ms bigint, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    removed integer;
begin
    delete from aevrion.batch_answer as old
    using (
        select key from aevrion.batch_answer
        where at_ms < (extract(epoch from clock_timestamp()) * 1000)::bigint - keep_ms
        order by at_ms limit most for update skip locked
    ) as oldest
    where old.key = oldest.key;
    get diagnostics removed = row_count;
    return removed;
end
$$;



CREATE FUNCTION aevrion.trim_commit_log(keep_ms bigint, max_bytes bigint, row_bytes integer, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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



CREATE FUNCTION aevrion.trim_conditional_writes(keep_ms bigint, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    through_ms bigint = (extract(epoch from clock_timestamp()) * 1000)::bigint - keep_ms;
    removed integer;
begin
    if through_ms < 0 or not exists (select from aevrion.conditional_write where ts < through_ms) then
        return 0;
    end if;

    perform aevrion.close_time(through_ms);
    delete from aevrion.conditional_write as old
    using (select ts, id from aevrion.conditional_write where ts < through_ms order by ts, id limit most) as oldest
    where old.ts = oldest.ts and old.id = oldest.id;
    get diagnostics removed = row_count;
    return removed;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;


CREATE TABLE aevrion.batch_answer (
    key text NOT NULL COLLATE pg_catalog."C",
    request bytea NOT NULL,
    at_ms bigint NOT NULL,
    timestamps bytea NOT NULL,
    added bytea,
    CONSTRAINT batch_answer_request_check CHECK ((octet_length(request) = 32))
);



CREATE TABLE aevrion.closed_time (
    only_row boolean DEFAULT true NOT NULL,
    floor_ms bigint NOT NULL,
    CONSTRAINT closed_time_floor_ms_check CHECK ((floor_ms >= 0)),
    CONSTRAINT closed_time_only_row_check CHECK (only_row)
);



CREATE TABLE aevrion.commit_log (
    "position" bigint NOT NULL,
    at_ms bigint NOT NULL,
    events_until bigint NOT NULL,
    stamps bytea NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.05', autovacuum_vacuum_threshold='10000');
ALTER TABLE ONLY aevrion.commit_log ALTER COLUMN stamps SET STORAGE EXTERNAL;



ALTER TABLE aevrion.commit_log ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME aevrion.commit_log_position_seq
    START WITH 2
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE aevrion.commit_log_start (
    only_row boolean DEFAULT true NOT NULL,
    "position" bigint NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT commit_log_start_only_row_check CHECK (only_row)
);



CREATE TABLE aevrion.conditional_write (
    ts bigint NOT NULL,
    id bytea NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    attempt uuid NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.05', autovacuum_vacuum_threshold='10000');



CREATE TABLE aevrion.conflict (
    key text NOT NULL COLLATE pg_catalog."C",
    ts bigint NOT NULL,
    id bytea NOT NULL,
    CONSTRAINT conflict_id_check CHECK ((octet_length(id) = 32))
);



CREATE TABLE aevrion.conflict_follower (
    only_row boolean DEFAULT true NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT conflict_follower_only_row_check CHECK (only_row)
)
WITH (fillfactor='10');



CREATE TABLE aevrion.era (
    number smallint NOT NULL,
    events bigint NOT NULL,
    changes bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');



CREATE TABLE aevrion.era_span (
    from_ms bigint NOT NULL,
    beyond_ms bigint NOT NULL,
    number smallint NOT NULL,
    CONSTRAINT era_span_check CHECK ((beyond_ms > from_ms))
);



CREATE TABLE aevrion.event (
    ts bigint NOT NULL,
    id bytea NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    value bytea,
    origin smallint NOT NULL,
    parents bytea,
    era smallint DEFAULT 0 NOT NULL,
    batch bytea,
    CONSTRAINT event_id_check CHECK ((octet_length(id) = 32)),
    CONSTRAINT event_ts_check CHECK ((ts >= 0))
)
WITH (autovacuum_vacuum_insert_scale_factor='0', autovacuum_vacuum_insert_threshold='500000');
ALTER TABLE ONLY aevrion.event ALTER COLUMN batch SET STORAGE PLAIN;



CREATE TABLE aevrion.event_parent (
    ts bigint NOT NULL,
    id bytea NOT NULL,
    parents bytea NOT NULL
);



CREATE TABLE aevrion.key_filter (
    era smallint NOT NULL,
    changes bigint NOT NULL,
    filter bytea
);
ALTER TABLE ONLY aevrion.key_filter ALTER COLUMN filter SET STORAGE EXTERNAL;



CREATE TABLE aevrion.migration (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);



CREATE TABLE aevrion.quarantine (
    number bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    reason text NOT NULL,
    ts bigint NOT NULL,
    id bytea NOT NULL,
    key bytea NOT NULL,
    value bytea,
    origin smallint NOT NULL,
    parents bytea,
    batch bytea
);



ALTER TABLE aevrion.quarantine ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME aevrion.quarantine_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE aevrion.region (
    id smallint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C"
);



ALTER TABLE aevrion.region ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME aevrion.region_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE aevrion.shape (
    only_row boolean DEFAULT true NOT NULL,
    region text NOT NULL,
    granularity_ms bigint NOT NULL,
    branching_factor integer NOT NULL,
    CONSTRAINT shape_branching_factor_check CHECK ((branching_factor > 1)),
    CONSTRAINT shape_granularity_ms_check CHECK ((granularity_ms > 0)),
    CONSTRAINT shape_only_row_check CHECK (only_row)
);



CREATE TABLE aevrion.token (
    id text NOT NULL COLLATE pg_catalog."C",
    secret_hash bytea NOT NULL,
    cursor_key bytea NOT NULL,
    scopes text[] NOT NULL,
    prefixes text[] NOT NULL,
    description text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    revoked_at bigint
);



CREATE TABLE aevrion.token_change (
    changes bigint NOT NULL
);



CREATE TABLE aevrion.tree_node (
    level smallint NOT NULL,
    index bigint NOT NULL,
    count bigint NOT NULL,
    digest bytea,
    digest_count bigint,
    CONSTRAINT tree_node_count_check CHECK ((count > 0)),
    CONSTRAINT tree_node_digest_check CHECK ((octet_length(digest) = 32))
)
WITH (fillfactor='50');



CREATE TABLE public.orleansmembershiptable (
    deploymentid character varying(150) NOT NULL,
    address character varying(45) NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    siloname character varying(150) NOT NULL,
    hostname character varying(150) NOT NULL,
    status integer NOT NULL,
    proxyport integer,
    suspecttimes character varying(8000),
    starttime timestamp(3) with time zone NOT NULL,
    iamalivetime timestamp(3) with time zone NOT NULL
);



CREATE TABLE public.orleansmembershipversiontable (
    deploymentid character varying(150) NOT NULL,
    "timestamp" timestamp(3) with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 0 NOT NULL
);



CREATE TABLE public.orleansquery (
    querykey character varying(64) NOT NULL,
    querytext character varying(8000) NOT NULL
);



CREATE TABLE public.orleansreminderstable (
    serviceid character varying(150) NOT NULL,
    grainid character varying(150) NOT NULL,
    remindername character varying(150) NOT NULL,
    starttime timestamp(3) with time zone NOT NULL,
    period bigint NOT NULL,
    grainhash integer NOT NULL,
    version integer NOT NULL
);



CREATE TABLE public.orleansstorage (
    grainidhash integer NOT NULL,
    grainidn0 bigint NOT NULL,
    grainidn1 bigint NOT NULL,
    graintypehash integer NOT NULL,
    graintypestring character varying(512) NOT NULL,
    grainidextensionstring character varying(512),
    serviceid character varying(150) NOT NULL,
    payloadbinary bytea,
    modifiedon timestamp without time zone NOT NULL,
    version integer
);



INSERT INTO aevrion.batch_answer VALUES ('a key', '\x1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047', 1767225600000, '\x00', NULL);



INSERT INTO aevrion.closed_time VALUES (true, 1750000019000);



INSERT INTO aevrion.commit_log OVERRIDING SYSTEM VALUE VALUES (2, 1767225600000, 53, '\x000000000000000025a3a367a5ccb0fd4dc9b8c5f0b92bd02dc674ea1593e51fac7911d3d3feaec90000019774212a200382f9db772a4573fcf6e942a626ee447c57011a253c32e93af2a634e784b74b0000019774212a23382e514e4184f753552173ccdd5fd9e6fa74ee201afcbff0acddbe1ec2ef64480000019774212a236843baeba8efbfe357c3cfff929d07f3aebb1dfbc76332199c4cc9468936e9d50000019774212a23b7fe0c01ff92be4bc16b1a311a24c26a29bfde95d8e1626dea56583de835ab270000019774212a23e02fd1b963ec9e1ad8054b84944baf55084ff4a7dbc7e99da17221c1d99df2ab0000019774212a23e82d2b1da8b151fdbedc1e9d9474ef15651c21e0fd667e94a610edb5946aed410000019774212a240e6e3d58435334fd714176139c576753b1beed2f23e9c746d8c4153548bc35430000019774212a2496c4c0fb624309587aff7473d3a86b249a87cd232c02acab912901c94b887be70000019774212a2563f26a3725a6b64cb0c960b0649997561f4a9927e41d2f54b7ddbd9a2110b9f00000019774212a264d43e1dcfbc10750bdb40a3edbb968d978e90198c58ff7c7d1a3d9113eb74f590000019774212a27c52dfc600db60f118d7a51d1c89665811186d514d4c630b9bf39c3aa3abdcc320000019774212a27d8ffdc03ffed5ba56cf8e5e4c7257d8c7ed73d84e1b682c684d56c012f5d92b00000019774212aa93717cb0a52245f42d280bed357fb1bb08a16cc9ab85d41624bf9c64ef189826d0000019774212b32004a3a741c4851d31f8f8a1f588b90c18bdc6aa84cad94d586c2d24408d679cb0000019774212bbb5fc0c0bf02031b5d96177b59409512504be4cba37894e94e5ef59bbcebe4a9050000019774212c44dfc221f204053e05f02e5c359807eeb5ce8a2ae67be4c3ce6f8167149ebb8a1e0000019774212ccd661b5ad39c2e961750a283da686d0bf471f9251a831fc626b2e1737734da9ac10000019774212d562901c97590b5d6d5648c76a633ae385f1c98f8aeee326ffdbef9f03efa79aa790000019774212ddfd963309dd8d1d1e96831901f1c5068cecdc329ac739d027f1942b4f6713329980000019774212e68fb6d69ff021dce48af4beca7d10f00278c77c5c45f305bca2acf7bca41a4d06a0000019774212ef1c1989754cf62aa9fa73ba05b8ea1d95896bcbf2affedefdb7d41fdd1b00055c00000019774212f7a3e334f2ce53703734e10e3bf2259f4f821e801965210a3039cdaf99dbacdb32f0000019774213003d3e9b8146db5cdfa62ba49cabb3d3f48004df1f7b27c937c8fdb2f44ff3bfe3d000001977421308c97fcf4d36bfe23d71ab594e6f723848301095aea6a0d054634711fc05459322200000197742131155f74bc1071cf4c910766b5ad3658d8b3c1d542eabf84c4e279428ca37ce6959d000001977421319eaa0084bcd54fd8abef7ee07dbb1cefdbb558ccb0c42d0c957c74b871e9cfd83d0000019774213227802a3c527368d57a3c9058dc63b35cd352faede8b2a648f20595a27052b469ad00000197742132b0ee22cb62677c1b676a95dd2762c757d002d93d12c31a3adf80d77a62b44996660000019774213339a3e96f6bde484a41d94660f20517678a65133a5c42899bcb1430f9968981eace00000197742133c288679828da7bcd941fa4f4d0ceafab6190928d5efbbff59d2a25edeae7bdc9da000001977421344bced6e4bf7fe9b64dcb081bbc4619485bb57cf6980a52f33b7aa0f33b2cbb25aa00000197742134d4807338ac594c487eed094de66f7c39945f184139fcd0cfdf7f02778fe487f1f5000001977421355dc874aeb6656f504ea756a2304fa0e11773c52b5b43dac6a556ab39cd9660971900000197742135e64c27ed42b9a97faaa5b17766d1acf8d23f8d21640d1e3c797dad8fd6b8c05959000001977421366fef83ad0ff81869c9ea6c848e5330b99df0ca54b92759cc33b99e1971eae3395000000197742136f84215eef141b412aa07ac1217ec165ae682a50798ae3b8f24ba33b652453ec02700000197742137815a7896a43fe9683a2d237ccfe23464fd3608464cc7b345832b9c2975ab97c7c9000001977421380a5e034581ec37a714f8dfd5fee1ad1d647007d6d1bdaa5c260612f4a0d04a139100000197742138935f78c83a2e6774f0cf543cbc1f6e76e56af758f999dbaccd0161a520e422bddd000001977421391c09a8c8b8ed1764ccab09ea303c8be4c86972c59853fae03f1cfc9358bb3afd0900000197742139a55a2a43e4b9170b513bebcf810704411fd40f5e542d64e6afd44b91398856cd5a0000019774213a2ed12b756819957b183290ebfdd8e2d6643b7b1c348af98d861468975b3247d3550000019774213ab7cf653bb456dc46fd696e2bbfbc843489107ae9caf9a157d7c4a021063a50838c0000019774213b40038a97f34d5b18ca8157226c17c9ba73b969a78c281bcf44ca0e43fb8c0a399b0000019774213bc9d5b521234a6cad9658678aa8e51fb7661e8e009215e150994d360df9d247edcc0000019774213c52334627fb9d23eb6cbf9277dd09f8d83ac3a68f83c0ff8676fcea47adbefd930c0000019774213cdb43464ea8729a4062c302af7e07823aab3b32403f4ba9c3a9301aa6a86d47b8330000019774213d64592aad6cbe92726bfcb25b7fca84efac99a11eff3a7fb998473203c357fa8f9f0000019774213ded49d3137afbbb402f23f69d395edc612745c3fdc92a9ac81b3a7a7563fb98789f0000019774213e76e81eb84efd3bcf07fb1b5b99b6c7768c8e82b92c9c4f25915debb8590c43b8c60000019774213effd3e09b5a1e330bf01260e137939d4e8fae82c38ad298823052c8a28d3b6c6d370000e677d21fdbfff1b4b052325a6fd03d16a105e04de53114fc337b5ddf67133395d0c8f501d868');



INSERT INTO aevrion.commit_log_start VALUES (true, 0, -1);



INSERT INTO aevrion.conditional_write VALUES (1750000020003, '\xe02fd1b963ec9e1ad8054b84944baf55084ff4a7dbc7e99da17221c1d99df2ab', 'tie', '00000000-0000-0000-0000-000000000001');






INSERT INTO aevrion.conflict_follower VALUES (true, 0);



INSERT INTO aevrion.era VALUES (0, 53, 0);



INSERT INTO aevrion.era_span VALUES (0, 9223372036854775807, 0);



INSERT INTO aevrion.event VALUES (0, '\x25a3a367a5ccb0fd4dc9b8c5f0b92bd02dc674ea1593e51fac7911d3d3feaec9', 'schlüssel/
', '\x78', 1, '\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523a786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523', 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020000, '\x0382f9db772a4573fcf6e942a626ee447c57011a253c32e93af2a634e784b74b', 'series/000000', '\x76616c75652030', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\x382e514e4184f753552173ccdd5fd9e6fa74ee201afcbff0acddbe1ec2ef6448', 'tie', '\x7469652034', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\x6843baeba8efbfe357c3cfff929d07f3aebb1dfbc76332199c4cc9468936e9d5', 'tie', '\x7469652030', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xb7fe0c01ff92be4bc16b1a311a24c26a29bfde95d8e1626dea56583de835ab27', 'tie', '\x7469652031', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xe02fd1b963ec9e1ad8054b84944baf55084ff4a7dbc7e99da17221c1d99df2ab', 'tie', '\x7469652033', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xe82d2b1da8b151fdbedc1e9d9474ef15651c21e0fd667e94a610edb5946aed41', 'tie', '\x7469652032', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020004, '\x0e6e3d58435334fd714176139c576753b1beed2f23e9c746d8c4153548bc3543', 'gone', NULL, 3, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020004, '\x96c4c0fb624309587aff7473d3a86b249a87cd232c02acab912901c94b887be7', 'empty', '\x', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020005, '\x63f26a3725a6b64cb0c960b0649997561f4a9927e41d2f54b7ddbd9a2110b9f0', 'shared', '\x73616d65', 1, '\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523', 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020006, '\x4d43e1dcfbc10750bdb40a3edbb968d978e90198c58ff7c7d1a3d9113eb74f59', 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk', '\x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020007, '\xc52dfc600db60f118d7a51d1c89665811186d514d4c630b9bf39c3aa3abdcc32', 'batch/1', '\x31', 2, NULL, 0, '\x01020304050607080000012c');
INSERT INTO aevrion.event VALUES (1750000020007, '\xd8ffdc03ffed5ba56cf8e5e4c7257d8c7ed73d84e1b682c684d56c012f5d92b0', 'batch/2', NULL, 2, '\x6cc00487e3a301d89bb322ad525372a27571dfdb05e65a0bfa9143f443c347da', 0, '\x01020304050607080000012c');
INSERT INTO aevrion.event VALUES (1750000020137, '\x3717cb0a52245f42d280bed357fb1bb08a16cc9ab85d41624bf9c64ef189826d', 'series/000001', '\x76616c75652031', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020274, '\x004a3a741c4851d31f8f8a1f588b90c18bdc6aa84cad94d586c2d24408d679cb', 'series/000002', '\x76616c75652032', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020411, '\x5fc0c0bf02031b5d96177b59409512504be4cba37894e94e5ef59bbcebe4a905', 'series/000003', '\x76616c75652033', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020548, '\xdfc221f204053e05f02e5c359807eeb5ce8a2ae67be4c3ce6f8167149ebb8a1e', 'series/000004', '\x76616c75652034', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020685, '\x661b5ad39c2e961750a283da686d0bf471f9251a831fc626b2e1737734da9ac1', 'series/000005', '\x76616c75652035', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020822, '\x2901c97590b5d6d5648c76a633ae385f1c98f8aeee326ffdbef9f03efa79aa79', 'series/000006', '\x76616c75652036', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000020959, '\xd963309dd8d1d1e96831901f1c5068cecdc329ac739d027f1942b4f671332998', 'series/000007', '\x76616c75652037', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021096, '\xfb6d69ff021dce48af4beca7d10f00278c77c5c45f305bca2acf7bca41a4d06a', 'series/000008', '\x76616c75652038', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021233, '\xc1989754cf62aa9fa73ba05b8ea1d95896bcbf2affedefdb7d41fdd1b00055c0', 'series/000009', '\x76616c75652039', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021370, '\x3e334f2ce53703734e10e3bf2259f4f821e801965210a3039cdaf99dbacdb32f', 'series/000010', '\x76616c7565203130', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021507, '\xd3e9b8146db5cdfa62ba49cabb3d3f48004df1f7b27c937c8fdb2f44ff3bfe3d', 'series/000011', '\x76616c7565203131', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021644, '\x97fcf4d36bfe23d71ab594e6f723848301095aea6a0d054634711fc054593222', 'series/000012', '\x76616c7565203132', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021781, '\x5f74bc1071cf4c910766b5ad3658d8b3c1d542eabf84c4e279428ca37ce6959d', 'series/000013', '\x76616c7565203133', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000021918, '\xaa0084bcd54fd8abef7ee07dbb1cefdbb558ccb0c42d0c957c74b871e9cfd83d', 'series/000014', '\x76616c7565203134', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022055, '\x802a3c527368d57a3c9058dc63b35cd352faede8b2a648f20595a27052b469ad', 'series/000015', '\x76616c7565203135', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022192, '\xee22cb62677c1b676a95dd2762c757d002d93d12c31a3adf80d77a62b4499666', 'series/000016', '\x76616c7565203136', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022329, '\xa3e96f6bde484a41d94660f20517678a65133a5c42899bcb1430f9968981eace', 'series/000017', '\x76616c7565203137', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022466, '\x88679828da7bcd941fa4f4d0ceafab6190928d5efbbff59d2a25edeae7bdc9da', 'series/000018', '\x76616c7565203138', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022603, '\xced6e4bf7fe9b64dcb081bbc4619485bb57cf6980a52f33b7aa0f33b2cbb25aa', 'series/000019', '\x76616c7565203139', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022740, '\x807338ac594c487eed094de66f7c39945f184139fcd0cfdf7f02778fe487f1f5', 'series/000020', '\x76616c7565203230', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000022877, '\xc874aeb6656f504ea756a2304fa0e11773c52b5b43dac6a556ab39cd96609719', 'series/000021', '\x76616c7565203231', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023014, '\x4c27ed42b9a97faaa5b17766d1acf8d23f8d21640d1e3c797dad8fd6b8c05959', 'series/000022', '\x76616c7565203232', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023151, '\xef83ad0ff81869c9ea6c848e5330b99df0ca54b92759cc33b99e1971eae33950', 'series/000023', '\x76616c7565203233', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023288, '\x4215eef141b412aa07ac1217ec165ae682a50798ae3b8f24ba33b652453ec027', 'series/000024', '\x76616c7565203234', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023425, '\x5a7896a43fe9683a2d237ccfe23464fd3608464cc7b345832b9c2975ab97c7c9', 'series/000025', '\x76616c7565203235', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023562, '\x5e034581ec37a714f8dfd5fee1ad1d647007d6d1bdaa5c260612f4a0d04a1391', 'series/000026', '\x76616c7565203236', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023699, '\x5f78c83a2e6774f0cf543cbc1f6e76e56af758f999dbaccd0161a520e422bddd', 'series/000027', '\x76616c7565203237', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023836, '\x09a8c8b8ed1764ccab09ea303c8be4c86972c59853fae03f1cfc9358bb3afd09', 'series/000028', '\x76616c7565203238', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000023973, '\x5a2a43e4b9170b513bebcf810704411fd40f5e542d64e6afd44b91398856cd5a', 'series/000029', '\x76616c7565203239', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024110, '\xd12b756819957b183290ebfdd8e2d6643b7b1c348af98d861468975b3247d355', 'series/000030', '\x76616c7565203330', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024247, '\xcf653bb456dc46fd696e2bbfbc843489107ae9caf9a157d7c4a021063a50838c', 'series/000031', '\x76616c7565203331', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024384, '\x038a97f34d5b18ca8157226c17c9ba73b969a78c281bcf44ca0e43fb8c0a399b', 'series/000032', '\x76616c7565203332', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024521, '\xd5b521234a6cad9658678aa8e51fb7661e8e009215e150994d360df9d247edcc', 'series/000033', '\x76616c7565203333', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024658, '\x334627fb9d23eb6cbf9277dd09f8d83ac3a68f83c0ff8676fcea47adbefd930c', 'series/000034', '\x76616c7565203334', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024795, '\x43464ea8729a4062c302af7e07823aab3b32403f4ba9c3a9301aa6a86d47b833', 'series/000035', '\x76616c7565203335', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000024932, '\x592aad6cbe92726bfcb25b7fca84efac99a11eff3a7fb998473203c357fa8f9f', 'series/000036', '\x76616c7565203336', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000025069, '\x49d3137afbbb402f23f69d395edc612745c3fdc92a9ac81b3a7a7563fb98789f', 'series/000037', '\x76616c7565203337', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000025206, '\xe81eb84efd3bcf07fb1b5b99b6c7768c8e82b92c9c4f25915debb8590c43b8c6', 'series/000038', '\x76616c7565203338', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (1750000025343, '\xd3e09b5a1e330bf01260e137939d4e8fae82c38ad298823052c8a28d3b6c6d37', 'series/000039', '\x76616c7565203339', 2, NULL, 0, NULL);
INSERT INTO aevrion.event VALUES (253402300799999, '\xf1b4b052325a6fd03d16a105e04de53114fc337b5ddf67133395d0c8f501d868', 'last', '\x78', 2, NULL, 0, NULL);



INSERT INTO aevrion.event_parent VALUES (1750000020005, '\x63f26a3725a6b64cb0c960b0649997561f4a9927e41d2f54b7ddbd9a2110b9f0', '\x6cc00487e3a301d89bb322ad525372a27571dfdb05e65a0bfa9143f443c347da');






INSERT INTO aevrion.migration VALUES (1, 'event_log', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (2, 'orleans_providers', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (3, 'closed_time', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (4, 'eras', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (5, 'key_filters', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (6, 'history', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (7, 'commit_log', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (8, 'conditions', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (9, 'batches', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (10, 'conflicts', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (11, 'tokens', '2026-01-01 00:00:00+00');
INSERT INTO aevrion.migration VALUES (12, 'quarantine', '2026-01-01 00:00:00+00');






INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (1, 'us');
INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (2, 'eu');
INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (3, 'ap');



INSERT INTO aevrion.shape VALUES (true, 'eu', 1000, 4);






INSERT INTO aevrion.token_change VALUES (0);



INSERT INTO aevrion.tree_node VALUES (0, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000020, 19, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000021, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000022, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000023, 8, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000024, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000025, 3, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 253402300799, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 437500005, 41, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 437500006, 10, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 63350575199, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 109375001, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 15837643799, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 27343750, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 3959410949, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 6835937, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 989852737, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 1708984, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 247463184, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 427246, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 61865796, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 106811, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 15466449, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 26702, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 3866612, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 6675, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 966653, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 1668, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 241663, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 417, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 60415, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 104, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 15103, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 26, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 3775, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 6, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 943, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 1, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 235, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (16, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (16, 58, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (17, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (17, 14, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (18, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (18, 3, 1, NULL, NULL);









INSERT INTO public.orleansquery VALUES ('InsertMembershipVersionKey', '
    with added as (
        insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId)
        on conflict (deploymentid) do nothing returning 1
    )
    select count(*)::integer from added
');
INSERT INTO public.orleansquery VALUES ('InsertMembershipKey', '
    with expected as (
        select deploymentid from orleansmembershipversiontable
        where deploymentid = @DeploymentId and version = @Version for update
    ), joined as (
        insert into orleansmembershiptable
            (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        from expected
        on conflict do nothing returning deploymentid
    ), raised as (
        update orleansmembershipversiontable as cluster set version = version + 1, timestamp = now()
        from joined where cluster.deploymentid = joined.deploymentid returning 1
    )
    select count(*)::integer from raised
');
INSERT INTO public.orleansquery VALUES ('UpdateMembershipKey', '
    with expected as (
        select deploymentid from orleansmembershipversiontable
        where deploymentid = @DeploymentId and version = @Version for update
    ), changed as (
        update orleansmembershiptable as silo set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
        from expected
        where silo.deploymentid = expected.deploymentid
          and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
        returning silo.deploymentid
    ), raised as (
        update orleansmembershipversiontable as cluster set version = version + 1, timestamp = now()
        from changed where cluster.deploymentid = changed.deploymentid returning 1
    )
    select count(*)::integer from raised
');
INSERT INTO public.orleansquery VALUES ('UpdateIAmAlivetimeKey', '
    update orleansmembershiptable set iamalivetime = @IAmAliveTime
    where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
');
INSERT INTO public.orleansquery VALUES ('MembershipReadRowKey', '
    select cluster.deploymentid, silo.address, silo.port, silo.generation, silo.siloname, silo.hostname, silo.status,
           silo.proxyport, silo.suspecttimes, silo.starttime, silo.iamalivetime, cluster.version
    from orleansmembershipversiontable as cluster
    left join orleansmembershiptable as silo
      on silo.deploymentid = cluster.deploymentid
     and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
    where cluster.deploymentid = @DeploymentId
');
INSERT INTO public.orleansquery VALUES ('MembershipReadAllKey', '
    select cluster.deploymentid, silo.address, silo.port, silo.generation, silo.siloname, silo.hostname, silo.status,
           silo.proxyport, silo.suspecttimes, silo.starttime, silo.iamalivetime, cluster.version
    from orleansmembershipversiontable as cluster
    left join orleansmembershiptable as silo on silo.deploymentid = cluster.deploymentid
    where cluster.deploymentid = @DeploymentId
');
INSERT INTO public.orleansquery VALUES ('GatewaysQueryKey', '
    select address, proxyport, generation from orleansmembershiptable
    where deploymentid = @DeploymentId and status = @Status and proxyport > 0
');
INSERT INTO public.orleansquery VALUES ('DeleteMembershipTableEntriesKey', '
    delete from orleansmembershiptable where deploymentid = @DeploymentId;
    delete from orleansmembershipversiontable where deploymentid = @DeploymentId
');
INSERT INTO public.orleansquery VALUES ('CleanupDefunctSiloEntriesKey', '
    delete from orleansmembershiptable
    where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3
');
INSERT INTO public.orleansquery VALUES ('ReadFromStorageKey', '
    select payloadbinary, version from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
');
INSERT INTO public.orleansquery VALUES ('WriteToStorageKey', '
    with changed as (
        update orleansstorage
        set payloadbinary = @PayloadBinary, modifiedon = now() at time zone ''utc'', version = version + 1
        where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
          and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
          and serviceid = @ServiceId and graintypestring = @GrainTypeString
          and grainidextensionstring is not distinct from @GrainIdExtensionString
          and version = @GrainStateVersion
        returning version
    ), added as (
        insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
            grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
        select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
            @GrainIdExtensionString, @ServiceId, @PayloadBinary, now() at time zone ''utc'', 1
        where @GrainStateVersion is null
        on conflict do nothing
        returning version
    )
    select coalesce((select version from changed), (select version from added), @GrainStateVersion) as newgrainstateversion
');
INSERT INTO public.orleansquery VALUES ('ClearStorageKey', '
    update orleansstorage
    set payloadbinary = null, modifiedon = now() at time zone ''utc'', version = version + 1
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
      and version = @GrainStateVersion
    returning version as newgrainstateversion
');
INSERT INTO public.orleansquery VALUES ('DeleteStorageKey', '
    delete from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
      and version = @GrainStateVersion
    returning version + 1 as newgrainstateversion
');
INSERT INTO public.orleansquery VALUES ('UpsertReminderRowKey', '
    insert into orleansreminderstable as known (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (serviceid, grainid, remindername) do update
    set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = known.version + 1
    returning version
');
INSERT INTO public.orleansquery VALUES ('ReadReminderRowsKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId
');
INSERT INTO public.orleansquery VALUES ('ReadReminderRowKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName
');
INSERT INTO public.orleansquery VALUES ('ReadRangeRows1Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash
');
INSERT INTO public.orleansquery VALUES ('ReadRangeRows2Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)
');
INSERT INTO public.orleansquery VALUES ('DeleteReminderRowKey', '
    with gone as (
        delete from orleansreminderstable
        where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
        returning 1
    )
    select count(*)::integer from gone
');
INSERT INTO public.orleansquery VALUES ('DeleteReminderRowsKey', '
    delete from orleansreminderstable where serviceid = @ServiceId
');









SELECT pg_catalog.setval('aevrion.commit_log_position_seq', 2, true);



SELECT pg_catalog.setval('aevrion.quarantine_number_seq', 1, false);



SELECT pg_catalog.setval('aevrion.region_id_seq', 3, true);



ALTER TABLE ONLY aevrion.batch_answer
    ADD CONSTRAINT batch_answer_pkey PRIMARY KEY (key);



ALTER TABLE ONLY aevrion.closed_time
    ADD CONSTRAINT closed_time_pkey PRIMARY KEY (only_row);



ALTER TABLE ONLY aevrion.commit_log
    ADD CONSTRAINT commit_log_pkey PRIMARY KEY ("position");



ALTER TABLE ONLY aevrion.commit_log_start
    ADD CONSTRAINT commit_log_start_pkey PRIMARY KEY (only_row);



ALTER TABLE ONLY aevrion.conditional_write
    ADD CONSTRAINT conditional_write_pkey PRIMARY KEY (ts, id);



ALTER TABLE ONLY aevrion.conflict_follower
    ADD CONSTRAINT conflict_follower_pkey PRIMARY KEY (only_row);



ALTER TABLE ONLY aevrion.era
    ADD CONSTRAINT era_pkey PRIMARY KEY (number);



ALTER TABLE ONLY aevrion.era_span
    ADD CONSTRAINT era_span_pkey PRIMARY KEY (from_ms);



ALTER TABLE ONLY aevrion.event_parent
    ADD CONSTRAINT event_parent_pkey PRIMARY KEY (ts, id);



ALTER TABLE ONLY aevrion.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (ts, id);



ALTER TABLE ONLY aevrion.key_filter
    ADD CONSTRAINT key_filter_pkey PRIMARY KEY (era);



ALTER TABLE ONLY aevrion.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);



ALTER TABLE ONLY aevrion.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (number);



ALTER TABLE ONLY aevrion.region
    ADD CONSTRAINT region_name_key UNIQUE (name);



ALTER TABLE ONLY aevrion.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (id);



ALTER TABLE ONLY aevrion.shape
    ADD CONSTRAINT shape_pkey PRIMARY KEY (only_row);



ALTER TABLE ONLY aevrion.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (id);



ALTER TABLE ONLY aevrion.tree_node
    ADD CONSTRAINT tree_node_pkey PRIMARY KEY (level, index);



ALTER TABLE ONLY public.orleansmembershiptable
    ADD CONSTRAINT orleansmembershiptable_pkey PRIMARY KEY (deploymentid, address, port, generation);



ALTER TABLE ONLY public.orleansmembershipversiontable
    ADD CONSTRAINT orleansmembershipversiontable_pkey PRIMARY KEY (deploymentid);



ALTER TABLE ONLY public.orleansquery
    ADD CONSTRAINT orleansquery_pkey PRIMARY KEY (querykey);



ALTER TABLE ONLY public.orleansreminderstable
    ADD CONSTRAINT orleansreminderstable_pkey PRIMARY KEY (serviceid, grainid, remindername);



CREATE INDEX batch_answer_at ON aevrion.batch_answer USING btree (at_ms);



CREATE UNIQUE INDEX conflict_key ON aevrion.conflict USING btree (key, ts DESC, id DESC);



CREATE INDEX event_key ON aevrion.event USING btree (era, key, ts DESC) WITH (deduplicate_items=off);



CREATE INDEX orleansreminderstable_hash ON public.orleansreminderstable USING btree (serviceid, grainhash);



CREATE UNIQUE INDEX orleansstorage_grain ON public.orleansstorage USING btree (grainidhash, graintypehash, grainidn0, grainidn1, serviceid, graintypestring, grainidextensionstring) NULLS NOT DISTINCT;



CREATE TRIGGER token_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON aevrion.token FOR EACH STATEMENT EXECUTE FUNCTION aevrion.note_token_change();



ALTER TABLE ONLY aevrion.era_span
    ADD CONSTRAINT era_span_number_fkey FOREIGN KEY (number) REFERENCES aevrion.era(number);



ALTER TABLE ONLY public.orleansmembershiptable
    ADD CONSTRAINT orleansmembershiptable_deploymentid_fkey FOREIGN KEY (deploymentid) REFERENCES public.orleansmembershipversiontable(deploymentid);




