-- What an erasure removes is found by indexes, and what is told in the very moment is found at all.

-- By hash where a text may be of any length, as it can be of a record that nobody can read.
CREATE INDEX quarantine_key ON quarantine USING hash (record_key);
CREATE INDEX rejected_event_account ON rejected_event (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX identity_link_account ON identity_link (account_id);
CREATE INDEX unattributed_event_actor ON unattributed_event USING hash (actor_id);

-- The earlier of when it happened and when it was received, by which it is erased or not; null where
-- somebody decided it, and in what is older than this.
ALTER TABLE identity_link ADD COLUMN told_at timestamptz;

-- Whether anything was there of an account; null while nobody knows, and of persons.
ALTER TABLE erasure ADD COLUMN found boolean;
-- Which salts there are of persons: one of this database's own, and those of what was read from the
-- topic.
CREATE INDEX erasure_person_salt ON erasure (salt) WHERE subject = 'person';
