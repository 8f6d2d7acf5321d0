-- Conditional writes, decided in the transaction that makes them durable, and batches that may be sent again.

-- Conditional writes of the last minutes. Tells a write that is tried again that an earlier try was committed, and other writes of the region
-- that they came too late to have been seen by it. A row goes once its time is closed: nothing that the region dates itself can be below it.
create table aevrion.conditional_write (
    ts       bigint not null,
    id       bytea not null,
    key      text collate "C" not null,
    attempt  uuid not null,   -- which write it was: another may be the same event
    constraint conditional_write_pkey primary key (ts, id)
);
alter table aevrion.conditional_write set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 10000);

-- The numbers of the events that come below a conditional write of their key; null when none does. Parameters as those of end_append. Many notes
-- may be younger than the oldest event or few, which no plan can know: the index is right for both.
create function aevrion.find_overtaken(
    added bytea, earliest_own bigint, sent_ts bigint[], sent_id bytea[], sent_key text[], is_own boolean[]) returns text
language plpgsql volatile set enable_seqscan = off as $$
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

-- Ends an append that added events, like end_append(bytea), and sees to it that none of the events that the region dated itself loses to a
-- conditional write: their writer had not seen it, and it had not seen them, so there is no order in which both come true. Raises AE001, with
-- the numbers of those events as a hint; dated anew they come after it.
--   added         events that were new, as end_append(bytea) takes them
--   earliest_own  lowest time among the events that the region dated itself; the highest bigint when there are none
--   sent_...      all events
--   is_own        which of them the region dated itself; null when all
create function aevrion.end_append(
    added bytea, earliest_own bigint, sent_ts bigint[], sent_id bytea[], sent_key text[], is_own boolean[]) returns bigint
language plpgsql volatile as $$
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

-- Adds events that the region dated itself, each only if no version of its key wins over the one that its writer saw. One transaction for all
-- of them; those that may not enter are left out and the rest goes on. Locks are taken in the order of every append.
--   sent_...   the events, by (ts, id)
--   known_era  the newest era that sent_era were told by; when there is a newer one, nothing is done
--   level_ms   how long a node of each level of the tree is
--   seen_...   for each event, the version that its writer saw; ts -1 when it saw none
--   attempts   for each event, which write it is
--   absent_bits, known_changes   which eras cannot have the keys
-- Answers for each event: 1 added, 2 added by an earlier try of the same write, 3 another version stands, 4 its time is closed.
create function aevrion.append_conditional(
    sent_ts bigint[], sent_id bytea[], sent_key text[], sent_value bytea[], sent_origin smallint[], sent_parents bytea[], sent_era smallint[],
    known_era smallint, level_ms bigint[], seen_ts bigint[], seen_id bytea[], attempts uuid[], absent_bits bytea[], known_changes bigint[],
    out floor_ms bigint, out newest_era smallint, out entered bigint, out outcomes smallint[])
language plpgsql volatile set enable_seqscan = off as $$
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

-- Removes conditional writes older than a time to keep, closing that time first. Some rows only; answers how many.
create function aevrion.trim_conditional_writes(keep_ms bigint, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
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

-- What batches with a key of their own were answered, so that a batch that is sent again is not applied again. Written in the transaction of
-- the batch.
create table aevrion.batch_answer (
    key         text collate "C" primary key,
    request     bytea not null check (octet_length(request) = 32),   -- BLAKE3 of the request
    at_ms       bigint not null,    -- the database's clock
    timestamps  bytea not null,     -- of its events, in the order of its lines
    added       bytea               -- which of them were new, a bit each; null when all were
);
create index batch_answer_at on aevrion.batch_answer (at_ms);

-- Removes answers older than a time to keep. Some rows only; answers how many.
create function aevrion.trim_batch_answers(keep_ms bigint, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
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
