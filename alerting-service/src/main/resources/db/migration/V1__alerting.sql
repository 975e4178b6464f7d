-- What the alerting service keeps.

-- One row an account: the inbox of what is read of it, the numbers of what is published.
-- Whoever changes anything of an account locks its row first.
create table account_ledger (
    account_id         text   primary key,
    read_sequence      bigint not null default 0,
    published_sequence bigint not null default 0
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

-- How each account stands, by the health changes that were read so far.
create table account_standing (
    account_id   text collate "C" primary key,
    status       text   not null,
    raised       text[] not null,
    name         text,
    segment      text,
    stage        text,
    arr          numeric,
    csm          text,
    team         text,
    renewal_date date
);

-- Every alert there ever was. The account's columns are as of its last firing.
create table alerts (
    alert_id           uuid primary key,
    version            bigint      not null,
    account_id         text        not null collate "C",
    rule_id            text        not null,
    rule_version       text        not null,
    category           text        not null,
    -- The rule's condition in the version that opened it: the alert clears when it ceases to hold.
    when_statuses      text[]      not null,
    when_signals       text[]      not null,
    severity           smallint    not null,   -- 0 critical, 1 high, 2 medium: the order of the list
    state              text        not null,
    name               text,
    segment            text,
    stage              text,
    arr                numeric,
    csm                text,
    team               text,
    renewal_date       date,
    summary            text        not null,
    firings            int         not null,
    opened_at          timestamptz not null,
    last_fired_at      timestamptz not null,
    respond_by         timestamptz not null,
    overdue_at         timestamptz,
    acknowledged_at    timestamptz,
    acknowledged_by    text,
    note               text,
    resolved_at        timestamptz,
    resolved_by        text,
    reason             text,
    health_change_id   uuid        not null
);

create unique index alerts_one_pending on alerts (account_id, rule_id) where state <> 'RESOLVED';
create index alerts_by_account on alerts (account_id);
create index alerts_pending on alerts (severity, respond_by, alert_id) where state <> 'RESOLVED';
create index alerts_running on alerts (respond_by) where state = 'OPEN' and overdue_at is null;
create index alerts_listed on alerts (severity, respond_by, alert_id);

-- What is to be sent to systems and people outside, and what became of it.
create table deliveries (
    delivery_id uuid primary key,
    target      text        not null,
    account_id  text        not null,
    alert_id    uuid        not null,
    message_id  uuid        not null,
    sequence    bigint      not null,   -- the message's: an alert's messages go out in its order
    change      text        not null,
    message     text        not null,   -- as on the topic
    state       text        not null,   -- pending, delivered, dead
    attempts    int         not null default 0,
    since       timestamptz not null,   -- when it was due first
    due_at      timestamptz,            -- when it is tried next, or the claim of whoever tries it ends
    ended_at    timestamptz,
    error       text,
    unique (message_id, target)
);

create index deliveries_due on deliveries (target, due_at) where state = 'pending';
create index deliveries_in_order on deliveries (alert_id, target, sequence) where state = 'pending';
create index deliveries_listed on deliveries (state, since desc, delivery_id desc);
