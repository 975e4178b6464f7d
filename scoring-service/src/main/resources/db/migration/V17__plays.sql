-- What plays did: each run, as keepwell.tasks tells it. Nothing of what people typed is kept here.

-- How far each partition of the topic was read; as fold_partition.
CREATE TABLE play_partition (
    topic_id    uuid   NOT NULL,
    part        int    NOT NULL,
    epoch       bigint NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic_id, part)
) WITH (fillfactor = 50);

-- Days are UTC, counted from 1970-01-01.
CREATE TABLE play_run (
    play_id    uuid PRIMARY KEY,
    account_id text COLLATE "C" NOT NULL,
    play       text COLLATE "C" NOT NULL,
    version    text NOT NULL,
    category   text NOT NULL,
    -- The health change that triggered it.
    trigger_id uuid NOT NULL,
    state      text NOT NULL,
    -- As what a person closed it: one of the play's own words. Null unless it was closed.
    outcome    text,
    opened_at  timestamptz NOT NULL,
    opened_day int  NOT NULL,
    closed_at  timestamptz,
    closed_day int,
    tasks      int  NOT NULL,
    -- The number of the account's message that told it so; what is told by an earlier one is older.
    sequence   bigint NOT NULL
);
CREATE INDEX play_run_newest ON play_run (opened_at DESC, play_id);
CREATE INDEX play_run_account ON play_run (account_id);

CREATE TABLE play_task (
    task_id    uuid PRIMARY KEY,
    play_id    uuid NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    state      text NOT NULL,
    opened_at  timestamptz NOT NULL,
    -- Whether its due date passed before it was done; by the calendar of those who do it.
    late       boolean NOT NULL,
    sequence   bigint NOT NULL
);
CREATE INDEX play_task_play ON play_task (play_id);
CREATE INDEX play_task_account ON play_task (account_id);
