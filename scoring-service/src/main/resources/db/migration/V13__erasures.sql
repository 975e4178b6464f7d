-- What was erased, so that it stays away: by hash, and in clear only until it is carried out.

-- Hashes of ids are salted, so that those of common ids cannot be looked up in a table of somebody's.
CREATE TABLE erasure_salt (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    salt     bytea NOT NULL
);
INSERT INTO erasure_salt (salt)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

CREATE TABLE erasure (
    -- Counted in the order of the commits: who asks for one has the table alone.
    seq            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id             uuid   NOT NULL UNIQUE,
    subject        text   NOT NULL CHECK (subject IN ('account', 'person')),
    salt           bytea  NOT NULL,
    hash           bytea  NOT NULL,      -- sha256 of salt and id
    subject_id     text COLLATE "C",     -- null once it is carried out everywhere
    reason         text   NOT NULL,
    requested_at   timestamptz NOT NULL,
    requested_by   text   NOT NULL,
    -- What happened or was received until then is erased; later than asked for, by as long as it
    -- took until it was carried out.
    erased_at      timestamptz NOT NULL,
    -- The number of the last message that was told of the account; one that comes back goes on from
    -- there.
    told           bigint NOT NULL DEFAULT 0,
    finished_at    timestamptz
);
CREATE INDEX erasure_hash ON erasure (hash);
CREATE UNIQUE INDEX erasure_pending ON erasure (subject, hash) WHERE finished_at IS NULL;

-- Up to which erasure a partition's owner has carried them out.
ALTER TABLE fold_partition ADD COLUMN erased_through bigint NOT NULL DEFAULT 0;

-- Events that were read after they were erased. Of accounts nothing is counted: there is none.
ALTER TABLE fold_partition ADD COLUMN erased bigint NOT NULL DEFAULT 0;
ALTER TABLE source_count ADD COLUMN erased bigint NOT NULL DEFAULT 0;
