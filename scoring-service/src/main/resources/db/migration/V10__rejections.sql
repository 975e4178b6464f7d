-- What ingest could not accept, to be found again; what was sent stays on keepwell.rejected-events.

-- How far each partition of the topic was read; as fold_partition.
CREATE TABLE rejection_partition (
    topic_id    uuid   NOT NULL,
    part        int    NOT NULL,
    epoch       bigint NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic_id, part)
) WITH (fillfactor = 50);

CREATE TABLE rejected_event (
    id            uuid   PRIMARY KEY,
    part          int    NOT NULL,
    record_offset bigint NOT NULL,
    source        text COLLATE "C" NOT NULL,
    rejected_at   timestamptz NOT NULL,
    code          text   NOT NULL,
    pointer       text,
    detail        text   NOT NULL,
    event_id      text,
    account_id    text,
    content_type  text   NOT NULL,
    bytes         int    NOT NULL,
    -- Whether all of what was sent is kept.
    replayable    boolean NOT NULL,
    replayed_at   timestamptz,
    replayed_by   text
);
CREATE INDEX rejected_event_newest ON rejected_event (rejected_at DESC, id);
CREATE INDEX rejected_event_source ON rejected_event (source, rejected_at DESC, id);
-- What is left to be replayed, the oldest first.
CREATE INDEX rejected_event_waiting ON rejected_event (source, rejected_at, record_offset, id)
    WHERE replayable AND replayed_at IS NULL;
