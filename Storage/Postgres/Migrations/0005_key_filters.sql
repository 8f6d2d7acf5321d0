-- Filters of the keys of past eras: a reader skips an era that cannot have its key.

-- Grows in every transaction that adds to an era which is not the newest. While it stands, so do the keys of the era.
alter table aevrion.era add column changes bigint not null default 0;

-- A cache: the filter of an era is right while its changes are those of the era. filter is null when the era has too many keys.
create table aevrion.key_filter (
    era      smallint primary key,
    changes  bigint not null,
    filter   bytea
);
alter table aevrion.key_filter alter column filter set storage external;
