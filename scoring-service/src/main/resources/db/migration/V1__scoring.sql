-- What the scoring service keeps. "part" is the partition of keepwell.customer-events that an account
-- lies in: its owner is the only writer of all rows that have it, and every one of its transactions
-- begins with the fence on fold_partition.

-- How far each partition was folded, in the transaction of what came of it. The epoch is raised by
-- each new owner, so that a paused former one can write no more.
CREATE TABLE fold_partition (
    topic_id      uuid   NOT NULL,
    part          int    NOT NULL,
    epoch         bigint NOT NULL,
    next_offset   bigint NOT NULL,
    accepted      bigint NOT NULL DEFAULT 0,
    folded        bigint NOT NULL DEFAULT 0,
    duplicate     bigint NOT NULL DEFAULT 0,
    too_late      bigint NOT NULL DEFAULT 0,
    quarantined   bigint NOT NULL DEFAULT 0,
    -- The UTC day and the policies that all accounts have been brought up to ...
    stepped_day   int    NOT NULL,
    stepped_policy text  NOT NULL,
    -- ... and those of the round that is under way, with the last account that it reached.
    target_day    int    NOT NULL,
    target_policy text   NOT NULL,
    step_cursor   text COLLATE "C",
    PRIMARY KEY (topic_id, part)
) WITH (fillfactor = 50);

-- The same counts by source.
CREATE TABLE source_count (
    part        int  NOT NULL,
    source      text COLLATE "C" NOT NULL,
    accepted    bigint NOT NULL,
    folded      bigint NOT NULL,
    duplicate   bigint NOT NULL,
    too_late    bigint NOT NULL,
    quarantined bigint NOT NULL,
    PRIMARY KEY (part, source)
) WITH (fillfactor = 50);

-- The sequential part of an account, and its counts.
CREATE TABLE account_state (
    part        int  NOT NULL,
    account_id  text COLLATE "C" NOT NULL,
    verdict     bytea,
    due_at      bigint,
    accepted    bigint NOT NULL,
    folded      bigint NOT NULL,
    duplicate   bigint NOT NULL,
    too_late    bigint NOT NULL,
    quarantined bigint NOT NULL,
    PRIMARY KEY (part, account_id)
) WITH (fillfactor = 70);
CREATE INDEX account_state_due ON account_state (part, due_at) WHERE due_at IS NOT NULL;

-- An account's facts, by row; members of activity sets apart, for there may be thousands.
CREATE TABLE fact (
    part       int  NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    value      bytea NOT NULL,
    PRIMARY KEY (part, account_id, key)
) WITH (fillfactor = 70);
CREATE TABLE fact_member (
    part       int  NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    value      bytea NOT NULL,
    PRIMARY KEY (part, account_id, key)
) WITH (fillfactor = 70);

-- Accounts as readers see them; written only when something of it changes.
CREATE TABLE account (
    account_id        text COLLATE "C" PRIMARY KEY,
    part              int  NOT NULL,
    sequence          bigint NOT NULL,
    name              text,
    segment           text,
    stage             text,
    arr               numeric,
    csm               text,
    team              text,
    renewal_date      date,
    status            text NOT NULL,
    score             numeric,
    shown             int,
    coverage          numeric NOT NULL,
    scorecard_id      text NOT NULL,
    scorecard_version text NOT NULL,
    signals           text[] NOT NULL,
    main_driver       text,
    as_of             timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    -- Not yet on keepwell.accounts, which gets each account at most once a second.
    unpublished       boolean NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX account_unpublished ON account (part) WHERE unpublished;
CREATE INDEX account_status ON account (status, arr DESC NULLS LAST);
CREATE INDEX account_csm ON account (csm);

-- Every change of an account's health, with what was known when it was found out.
CREATE TABLE health_history (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id     text COLLATE "C" NOT NULL,
    changed_at     timestamptz NOT NULL,
    sequence       bigint NOT NULL,
    status         text NOT NULL,
    score          numeric,
    shown          int,
    cause          text NOT NULL,
    cause_event    jsonb,
    parts          jsonb NOT NULL,
    messages       jsonb NOT NULL,
    policy_version text NOT NULL,
    verdict        bytea NOT NULL,
    part           int NOT NULL,
    next_offset    bigint NOT NULL,
    committed_at   timestamptz NOT NULL,
    reconstructed  boolean NOT NULL,
    -- A later backfill told the same time anew.
    superseded     boolean NOT NULL DEFAULT false
);
CREATE INDEX health_history_account ON health_history (account_id, changed_at, id);

-- Which offsets belong to which account, so that its events can be listed and read back.
CREATE TABLE event_index (
    part         int  NOT NULL,
    account_id   text COLLATE "C" NOT NULL,
    first_offset bigint NOT NULL,
    last_offset  bigint NOT NULL,
    received_day int NOT NULL,
    events       int NOT NULL,
    -- The differences between neighbouring offsets, each as a variable-length number.
    gaps         bytea NOT NULL,
    PRIMARY KEY (part, account_id, first_offset)
);

-- 128-bit hashes of (source, event id), by the hour of folding; dropped when the window has passed.
CREATE TABLE seen_event (
    part         int  NOT NULL,
    hour         int  NOT NULL,
    account_id   text COLLATE "C" NOT NULL,
    first_offset bigint NOT NULL,
    hashes       bytea NOT NULL,
    PRIMARY KEY (part, hour, account_id, first_offset)
);

-- Which kinds of source have reported, per partition; together they are the company's.
CREATE TABLE reporting (
    kind      text COLLATE "C" NOT NULL,
    part      int  NOT NULL,
    first_day int  NOT NULL,
    last_day  int  NOT NULL,
    PRIMARY KEY (kind, part)
);

-- What could not be folded, whole.
CREATE TABLE quarantine (
    id             uuid PRIMARY KEY,
    part           int  NOT NULL,
    record_offset  bigint NOT NULL,
    account_id     text,
    source         text,
    event_id       text,
    reason         text NOT NULL,
    detail         text NOT NULL,
    record_key     text,
    headers        bytea NOT NULL,
    value          bytea,
    quarantined_at timestamptz NOT NULL,
    replayed_at    timestamptz,
    UNIQUE (part, record_offset)
);
CREATE INDEX quarantine_newest ON quarantine (quarantined_at DESC, id);

-- Backfill runs as a partition's owner sees them, and the accounts whose past is to be told anew.
CREATE TABLE backfill_run (
    part          int  NOT NULL,
    run           text COLLATE "C" NOT NULL,
    closed_offset bigint,
    finished      boolean NOT NULL DEFAULT false,
    run_cursor    text COLLATE "C",
    PRIMARY KEY (part, run)
);
CREATE TABLE backfill_account (
    part       int  NOT NULL,
    run        text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (part, run, account_id)
);

-- Policies: every document that was ever applied, every bundle, and the one in force.
CREATE TABLE policy_document (
    version   text COLLATE "C" NOT NULL,
    kind      text NOT NULL,
    policy_id text NOT NULL,
    document  text NOT NULL,
    PRIMARY KEY (kind, policy_id, version)
);
CREATE TABLE policy_bundle (
    version    text COLLATE "C" PRIMARY KEY,
    documents  jsonb NOT NULL,
    applied_at timestamptz NOT NULL,
    applied_by text NOT NULL
);
CREATE TABLE policy_in_force (
    only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    version    text COLLATE "C" NOT NULL REFERENCES policy_bundle
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
