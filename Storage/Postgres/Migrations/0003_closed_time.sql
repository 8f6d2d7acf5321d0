-- Closed time: below the floor the region writes nothing any more that it dates itself. One row; the floor only rises.
create table aevrion.closed_time (
    only_row  boolean primary key default true check (only_row),
    floor_ms  bigint not null check (floor_ms >= 0)
);

insert into aevrion.closed_time (floor_ms) values (0);

-- Advisory lock 4712302818880351746: "Aevrion" and 2 in ASCII. Appends hold it together, closing holds it alone, both to the end of
-- their transaction. Under READ COMMITTED each query of a volatile function has a snapshot of its own, so the floor that is read is
-- the one in force once the lock is held.

-- Keeps the floor where it is until the transaction ends, and answers it.
create function aevrion.hold_floor() returns bigint language plpgsql volatile as $$
declare
    in_force bigint;
begin
    perform pg_advisory_xact_lock_shared(4712302818880351746);
    select floor_ms into strict in_force from aevrion.closed_time;
    return in_force;
end
$$;

-- Waits for the appends under way, raises the floor, and answers the one in force. What is closed already waits for nobody.
create function aevrion.close_time(through_ms bigint) returns bigint language plpgsql volatile as $$
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
