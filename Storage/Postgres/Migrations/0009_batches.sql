-- The batch that an event was written with: 8 random bytes and the number of its events (4 bytes, big endian); null for a single write. It
-- travels with the event, so that other regions take a batch as a whole.
alter table aevrion.event add column batch bytea;
alter table aevrion.event alter column batch set storage plain;
