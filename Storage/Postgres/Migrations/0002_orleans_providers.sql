-- What Orleans' ADO.NET providers (clustering, persistence, reminders; invariant Npgsql) expect to find on the search path. They read
-- the text of every query from orleansquery and rely on the query keys, the parameter names and the names of the result columns.
-- Objects that somebody has put there already stay as they are.

create table if not exists public.orleansquery (
    querykey   varchar(64) not null primary key,
    querytext  varchar(8000) not null
);

-- Clustering: one row a cluster with the version of its membership, one row a silo.

create table if not exists public.orleansmembershipversiontable (
    deploymentid  varchar(150) not null primary key,
    timestamp     timestamptz(3) not null default now(),
    version       integer not null default 0
);

create table if not exists public.orleansmembershiptable (
    deploymentid   varchar(150) not null references public.orleansmembershipversiontable (deploymentid),
    address        varchar(45) not null,
    port           integer not null,
    generation     integer not null,
    siloname       varchar(150) not null,
    hostname       varchar(150) not null,
    status         integer not null,
    proxyport      integer,
    suspecttimes   varchar(8000),
    starttime      timestamptz(3) not null,
    iamalivetime   timestamptz(3) not null,
    primary key (deploymentid, address, port, generation)
);

-- Persistence. The hashes narrow the search, the other columns identify the grain; version is the etag.

create table if not exists public.orleansstorage (
    grainidhash             integer not null,
    grainidn0               bigint not null,
    grainidn1               bigint not null,
    graintypehash           integer not null,
    graintypestring         varchar(512) not null,
    grainidextensionstring  varchar(512),
    serviceid               varchar(150) not null,
    payloadbinary           bytea,
    modifiedon              timestamp not null,
    version                 integer
);

-- Two activations that write a grain's first state at once cannot both succeed.
create unique index if not exists orleansstorage_grain on public.orleansstorage
    (grainidhash, graintypehash, grainidn0, grainidn1, serviceid, graintypestring, grainidextensionstring) nulls not distinct;

-- Reminders; version is the etag.

create table if not exists public.orleansreminderstable (
    serviceid     varchar(150) not null,
    grainid       varchar(150) not null,
    remindername  varchar(150) not null,
    starttime     timestamptz(3) not null,
    period        bigint not null,
    grainhash     integer not null,
    version       integer not null,
    primary key (serviceid, grainid, remindername)
);

create index if not exists orleansreminderstable_hash on public.orleansreminderstable (serviceid, grainhash);

-- Membership changes succeed only against the version that the silo has read, and raise it. A query that changes the membership
-- locks the version row first; when its own row does not fit, nothing is changed and it answers 0.

insert into public.orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with added as (
        insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId)
        on conflict (deploymentid) do nothing returning 1
    )
    select count(*)::integer from added
'),
('InsertMembershipKey', '
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
'),
('UpdateMembershipKey', '
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
'),
('UpdateIAmAlivetimeKey', '
    update orleansmembershiptable set iamalivetime = @IAmAliveTime
    where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
'),
('MembershipReadRowKey', '
    select cluster.deploymentid, silo.address, silo.port, silo.generation, silo.siloname, silo.hostname, silo.status,
           silo.proxyport, silo.suspecttimes, silo.starttime, silo.iamalivetime, cluster.version
    from orleansmembershipversiontable as cluster
    left join orleansmembershiptable as silo
      on silo.deploymentid = cluster.deploymentid
     and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
    where cluster.deploymentid = @DeploymentId
'),
('MembershipReadAllKey', '
    select cluster.deploymentid, silo.address, silo.port, silo.generation, silo.siloname, silo.hostname, silo.status,
           silo.proxyport, silo.suspecttimes, silo.starttime, silo.iamalivetime, cluster.version
    from orleansmembershipversiontable as cluster
    left join orleansmembershiptable as silo on silo.deploymentid = cluster.deploymentid
    where cluster.deploymentid = @DeploymentId
'),
('GatewaysQueryKey', '
    select address, proxyport, generation from orleansmembershiptable
    where deploymentid = @DeploymentId and status = @Status and proxyport > 0
'),
('DeleteMembershipTableEntriesKey', '
    delete from orleansmembershiptable where deploymentid = @DeploymentId;
    delete from orleansmembershipversiontable where deploymentid = @DeploymentId
'),
-- Status 3 is Active: a silo that is counted as alive is never cleaned up.
('CleanupDefunctSiloEntriesKey', '
    delete from orleansmembershiptable
    where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3
')
on conflict (querykey) do nothing;

-- A write against another version than the stored one changes nothing; the provider sees it by the version not being higher.

insert into public.orleansquery (querykey, querytext) values
('ReadFromStorageKey', '
    select payloadbinary, version from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
'),
('WriteToStorageKey', '
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
'),
('ClearStorageKey', '
    update orleansstorage
    set payloadbinary = null, modifiedon = now() at time zone ''utc'', version = version + 1
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
      and version = @GrainStateVersion
    returning version as newgrainstateversion
'),
('DeleteStorageKey', '
    delete from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
      and serviceid = @ServiceId and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
      and version = @GrainStateVersion
    returning version + 1 as newgrainstateversion
')
on conflict (querykey) do nothing;

-- A silo reads the reminders of its part of the ring of hashes: between two hashes, or around the end of the ring.

insert into public.orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
    insert into orleansreminderstable as known (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (serviceid, grainid, remindername) do update
    set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = known.version + 1
    returning version
'),
('ReadReminderRowsKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId
'),
('ReadReminderRowKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName
'),
('ReadRangeRows1Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash
'),
('ReadRangeRows2Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)
'),
('DeleteReminderRowKey', '
    with gone as (
        delete from orleansreminderstable
        where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
        returning 1
    )
    select count(*)::integer from gone
'),
('DeleteReminderRowsKey', '
    delete from orleansreminderstable where serviceid = @ServiceId
')
on conflict (querykey) do nothing;
