-- When an account was last put on keepwell.accounts, which gets each at most once a second: those that
-- wait longest go first, whichever partition they are of.
ALTER TABLE account ADD COLUMN published_at timestamptz NOT NULL DEFAULT '-infinity';
DROP INDEX account_unpublished;
CREATE INDEX account_unpublished ON account (published_at, account_id) WHERE unpublished;
