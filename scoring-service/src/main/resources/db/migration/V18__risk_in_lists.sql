-- How endangered accounts are, and whose score a person has overridden, for lists. Null and false until lists have something
-- else to tell of an account, or other policies are applied: those that come with this are.
ALTER TABLE account
    ADD COLUMN risk int,
    ADD COLUMN overridden boolean NOT NULL DEFAULT false;
CREATE INDEX account_risk ON account (risk DESC NULLS LAST, account_id);
