-- What callers see, and what they did.

-- The accounts of a team, the largest first, for those who see a team's accounts only.
CREATE INDEX account_team ON account (team, arr DESC NULLS LAST, account_id);

-- Who sent a record to the log again.
ALTER TABLE quarantine ADD COLUMN replayed_by text;
