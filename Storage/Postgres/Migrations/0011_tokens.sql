-- Access tokens of this region: a hash of each secret, never the secret. They are replicated to no other region.
create table aevrion.token (
    id text collate "C" primary key,
    secret_hash bytea not null,
    cursor_key bytea not null,
    scopes text[] not null,
    prefixes text[] not null,
    description text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);

-- How often the table has changed: what silos ask for to know that what they keep in memory still holds, however it was changed.
create table aevrion.token_change (changes bigint not null);
insert into aevrion.token_change values (0);

create function aevrion.note_token_change() returns trigger language plpgsql as $$
begin
    update aevrion.token_change set changes = changes + 1;
    return null;
end $$;

create trigger token_changed after insert or update or delete or truncate on aevrion.token
    for each statement execute function aevrion.note_token_change();

-- True when somebody can administer the region with another token than the one named.
create function aevrion.has_token_admin(except_id text, now_ms bigint) returns boolean language sql as $$
    select exists (
        select from aevrion.token
        where id <> except_id and revoked_at is null and (expires_at is null or expires_at > now_ms)
          and 'admin' = any (scopes) and cardinality(prefixes) = 0)
$$;

-- Changes come one after the other: advisory lock 4712302818880351751, "Aevrion" and 7 in ASCII. Each query of these functions has a snapshot
-- of its own, taken behind the lock.
create function aevrion.add_token(
    new_id text, new_hash bytea, new_cursor_key bytea, new_scopes text[], new_prefixes text[], new_description text,
    now_ms bigint, new_expires_at bigint, most integer, forget_before bigint, needs_admin boolean) returns text language plpgsql as $$
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

create function aevrion.revoke_token(revoked_id text, now_ms bigint, keeps_admin boolean) returns text language plpgsql as $$
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
