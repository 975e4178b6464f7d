-- Which account a user's events belong to, where the events do not say it.

-- How far each partition of keepwell.unattributed-events was read; as fold_partition.
CREATE TABLE identity_partition (
    topic_id    uuid   NOT NULL,
    part        int    NOT NULL,
    epoch       bigint NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic_id, part)
) WITH (fillfactor = 50);

-- A user was seen to belong to an account.
CREATE TABLE identity_link (
    user_id    text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    linked_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, account_id)
);

-- Two ids were seen to be of one user.
CREATE TABLE identity_merge (
    previous_id text COLLATE "C" NOT NULL,
    user_id     text COLLATE "C" NOT NULL,
    merged_at   timestamptz NOT NULL,
    PRIMARY KEY (previous_id, user_id)
);
CREATE INDEX identity_merge_user ON identity_merge (user_id);

-- Events whose account is not known yet.
CREATE TABLE unattributed_event (
    source      text COLLATE "C" NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    user_id     text COLLATE "C" NOT NULL,
    actor_id    text,
    type        text NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    value       numeric,
    attributes  text NOT NULL,
    PRIMARY KEY (source, event_id)
);
CREATE INDEX unattributed_event_user ON unattributed_event (user_id, received_at);
CREATE INDEX unattributed_event_time ON unattributed_event (occurred_at);

-- Users whose account has become known, and whose events are on their way to it.
CREATE TABLE identity_release (
    user_id text COLLATE "C" PRIMARY KEY
);

-- What could not be read, whole.
CREATE TABLE identity_quarantine (
    topic_id       uuid   NOT NULL,
    part           int    NOT NULL,
    record_offset  bigint NOT NULL,
    record_key     text,
    headers        bytea  NOT NULL,
    value          bytea,
    detail         text   NOT NULL,
    quarantined_at timestamptz NOT NULL,
    PRIMARY KEY (topic_id, part, record_offset)
);
