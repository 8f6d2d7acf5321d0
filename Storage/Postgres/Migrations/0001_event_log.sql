-- The event log and the rows of the time tree.

-- Regions by number: an event keeps two bytes for its origin instead of a name.
create table aevrion.region (
    id    smallint generated always as identity primary key,
    name  text collate "C" not null unique
);

-- Whose database this is and the geometry its tree_node rows were counted with. One row, written once.
create table aevrion.shape (
    only_row          boolean primary key default true check (only_row),
    region            text not null,
    granularity_ms    bigint not null check (granularity_ms > 0),
    branching_factor  integer not null check (branching_factor > 1)
);

-- The truth. Rows are inserted, never updated and never deleted. The primary key is in time order, so inserts append.
create table aevrion.event (
    ts       bigint not null check (ts >= 0),
    id       bytea not null check (octet_length(id) = 32),
    key      text collate "C" not null,
    value    bytea,      -- null: a deletion
    origin   smallint not null,
    parents  bytea[],    -- null: none
    constraint event_pkey primary key (ts, id)
);

-- Versions of a key, the winner first.
create index event_key on aevrion.event (key, ts desc, id desc);

-- count grows in the transaction that inserts the events. digest is a cache, valid exactly when digest_count = count.
-- Few rows take most of the updates; the free space keeps those updates on their page and out of the index.
create table aevrion.tree_node (
    level         smallint not null,
    index         bigint not null,
    count         bigint not null check (count > 0),
    digest        bytea check (octet_length(digest) = 32),
    digest_count  bigint,
    constraint tree_node_pkey primary key (level, index)
) with (fillfactor = 50);
