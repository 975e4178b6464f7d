-- How endangered accounts are, and whose score a person has overridden, for lists. Null and false until an account is
-- judged the next time.
ALTER TABLE account
    ADD COLUMN risk int,
    ADD COLUMN overridden boolean NOT NULL DEFAULT false;
CREATE INDEX account_risk ON account (risk DESC NULLS LAST, account_id);
