-- When connected systems sent, and what their operators decided.

-- How much each source sent of each kind in each hour, by the time it was received; of both logs, in
-- the transaction of the fold that read it. Delay: from when an event happened until it was received;
-- lag: from then until it was folded.
CREATE TABLE source_activity (
    source           text COLLATE "C" NOT NULL,
    hour             int    NOT NULL,
    kind             text COLLATE "C" NOT NULL,
    topic            text COLLATE "C" NOT NULL,
    part             int    NOT NULL,
    events           bigint NOT NULL,
    last_event_at    timestamptz NOT NULL,
    delay_millis     bigint NOT NULL,
    delay_millis_max bigint NOT NULL,
    lag_millis       bigint NOT NULL,
    lag_millis_max   bigint NOT NULL,
    PRIMARY KEY (source, hour, kind, topic, part)
) WITH (fillfactor = 50);

-- Sources of which no more will come.
CREATE TABLE source_retirement (
    source     text COLLATE "C" PRIMARY KEY,
    retired_at timestamptz NOT NULL,
    retired_by text NOT NULL
);

-- When the owner of a partition last had read all of it: what was not read yet is no silence.
ALTER TABLE fold_partition ADD COLUMN caught_up_at timestamptz;
ALTER TABLE identity_partition ADD COLUMN caught_up_at timestamptz;

-- Whose a user is was decided by a person, which counts more than what events say.
ALTER TABLE identity_link ADD COLUMN decided_by text;

-- One quarantine for all logs.
ALTER TABLE quarantine ADD COLUMN topic text COLLATE "C" NOT NULL DEFAULT 'keepwell.customer-events';
ALTER TABLE quarantine DROP CONSTRAINT quarantine_part_record_offset_key;
ALTER TABLE quarantine ADD UNIQUE (topic, part, record_offset);
INSERT INTO quarantine (id, part, record_offset, reason, detail, record_key, headers, value,
                        quarantined_at, topic)
SELECT gen_random_uuid(), part, record_offset, 'unreadable', detail, record_key, headers, value,
       quarantined_at, 'keepwell.unattributed-events'
  FROM identity_quarantine;
DROP TABLE identity_quarantine;
