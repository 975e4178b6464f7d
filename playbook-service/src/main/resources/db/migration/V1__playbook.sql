-- One row an account: the inbox of what is read of it, the numbers of what is published.
-- Whoever changes anything of an account locks its row first.
create table account_ledger (
    account_id         text   primary key,
    read_sequence      bigint not null default 0,
    published_sequence bigint not null default 0
);

-- Records that cannot be dealt with, whole, with the reason: for people to look at.
create table parked_records (
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    key           text,
    headers       bytea       not null,
    value         bytea,
    recorded_at   timestamptz not null,
    parked_at     timestamptz not null,
    reason        text        not null,
    primary key (topic, partition, record_offset)
);

-- What this service has to say and Kafka does not have yet; nearly empty at all times.
-- A relay publishes each shard by seq and deletes what it has published.
-- seq: never with a cache, which would give a key's later message a lower number.
create table outbox (
    shard       smallint    not null,
    seq         bigint      generated always as identity,
    topic       text        not null,
    partition   int,                    -- null: by key
    key         text        not null,
    headers     bytea       not null,
    value       bytea       not null,
    recorded_at timestamptz not null,   -- the record's timestamp
    primary key (shard, seq)
) with (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_threshold = -1,
    autovacuum_vacuum_cost_delay = 0,
    vacuum_truncate = off
);

-- What Kafka refuses for good, with its reason: for people to look at.
create table outbox_parked (
    shard       smallint    not null,
    seq         bigint      not null,
    topic       text        not null,
    partition   int,
    key         text        not null,
    headers     bytea       not null,
    value       bytea       not null,
    recorded_at timestamptz not null,
    parked_at   timestamptz not null,
    error       text        not null,
    primary key (shard, seq)
);

-- Who an account is, as far as it was told, by two topics: told_sequence and told_at order them.
create table account_standing (
    account_id    text        primary key,
    account       text        not null,   -- as the contract writes it, byte for byte
    csm           text,
    team          text,
    told_sequence bigint      not null,
    told_at       timestamptz not null
);

-- Runs of plays, those that were skipped as well.
create table play (
    play_id          uuid        primary key,
    account_id       text        not null,
    spec_id          text        not null,
    spec_version     text        not null,
    spec             text        not null,   -- the play as it was written when the run began
    category         text        not null,
    state            text        not null,
    account          text        not null,
    triggered_at     timestamptz not null,
    judged_at        timestamptz not null,
    health_change_id uuid        not null,
    task_count       int         not null,
    ended_at         timestamptz,
    reason           text,
    constraint play_state check (state in ('RUNNING', 'COMPLETED', 'EXITED', 'SKIPPED')),
    constraint play_skip_says_why check (state <> 'SKIPPED' or reason is not null)
);

-- However many services react: at most one run of a play goes on for an account.
create unique index play_one_running on play (account_id, spec_id) where state = 'RUNNING';
create index play_newest on play (triggered_at desc, play_id);
create index play_of_account on play (account_id, triggered_at desc);

create table task (
    task_id         uuid          primary key,
    account_id      text          not null,
    play_id         uuid          not null references play (play_id),
    step            text          not null,
    place           int           not null,   -- in the order of the play
    state           text          not null,
    account         text          not null,
    arr             numeric(19,6) not null,   -- when it was opened, 0 where not known: lists sort by it
    title           text          not null,
    description     text,
    owner           text,
    owner_role      text          not null,
    due_on          date          not null,
    opened_at       timestamptz   not null,
    completed_at    timestamptz,
    completed_by    text,
    outcome         text,
    reason          text,
    is_overdue_told boolean       not null,
    constraint task_state check (state in ('OPEN', 'COMPLETED', 'CANCELLED'))
);

create index task_open on task (due_on, arr desc, task_id) where state = 'OPEN';
create index task_open_of_owner on task (owner, due_on) where state = 'OPEN';
create index task_of_account on task (account_id, due_on);
create index task_of_play on task (play_id, place);
create index task_overdue_untold on task (due_on) where state = 'OPEN' and not is_overdue_told;
