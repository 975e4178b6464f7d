-- Midnights pass over accounts that nothing can happen to by itself.

-- The first UTC day on which midnight has to judge the account; 0 while every midnight has. Until
-- then its verdict is that of the day on which it was judged last, brought up to the present by who
-- reads it.
ALTER TABLE account_state ADD COLUMN rests_until int NOT NULL DEFAULT 0;
-- Whom a midnight has to judge, found without a look at the others.
CREATE INDEX account_state_rest ON account_state (part, account_id, rests_until);

-- Which kinds of source report, as accounts rest by it since the last whole round ...
ALTER TABLE fold_partition ADD COLUMN stepped_reporting bytea;
-- ... and from the round on that is under way, and whether that one judges those who rest as well.
ALTER TABLE fold_partition ADD COLUMN target_reporting bytea;
ALTER TABLE fold_partition ADD COLUMN target_for_all boolean NOT NULL DEFAULT true;
