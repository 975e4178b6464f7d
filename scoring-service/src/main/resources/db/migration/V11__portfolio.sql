-- What portfolios and KPIs are read from. Days are UTC, counted from 1970-01-01.

-- Each account through time, as portfolios see it: one row whenever something of it has changed, at
-- most one a day, that of the day's end. What was known then; a backfill tells the days of its
-- accounts anew.
CREATE TABLE account_period (
    account_id   text COLLATE "C" NOT NULL,
    from_day     int NOT NULL,
    to_day       int,                    -- the day after the last; null: still so
    customer     boolean NOT NULL,
    status       text NOT NULL,
    score        numeric,
    shown        int,
    arr          numeric,
    segment      text,
    stage        text,
    csm          text,
    team         text,
    renewal_date date,
    PRIMARY KEY (account_id, from_day)
) WITH (fillfactor = 80);
CREATE INDEX account_period_now ON account_period (account_id) WHERE to_day IS NULL;

-- The revenue of each account through time, by the days on which things happened, whenever they were
-- told; written anew as a whole when what is known of it changes.
CREATE TABLE revenue_period (
    account_id text COLLATE "C" NOT NULL,
    from_day   int NOT NULL,
    to_day     int,                      -- as above
    arr        numeric,                  -- 0 once the account is gone; null before it was told
    gone       boolean NOT NULL,
    PRIMARY KEY (account_id, from_day)
);

-- Contracts whose end came, or will; those that were cancelled are not among them.
CREATE TABLE contract_renewal (
    account_id  text COLLATE "C" NOT NULL,
    place       int NOT NULL,
    due_day     int NOT NULL,
    renewed_day int,
    PRIMARY KEY (account_id, place)
);
CREATE INDEX contract_renewal_due ON contract_renewal (due_day);

-- Events that a KPI counts one by one. Who it was is a hash, as in the facts.
CREATE TABLE kpi_event (
    account_id  text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    source      text COLLATE "C" NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    value       numeric,
    person      bigint,
    PRIMARY KEY (account_id, type, occurred_at, source, event_id)
);
CREATE INDEX kpi_event_type ON kpi_event (type, occurred_at);

-- What is known of the present is where the past begins, for accounts that were there before; a
-- backfill tells more of it.
INSERT INTO account_period (account_id, from_day, customer, status, score, shown, arr, segment,
                            stage, csm, team, renewal_date)
SELECT account_id, (as_of AT TIME ZONE 'UTC')::date - date '1970-01-01', true, status, score, shown,
       arr, segment, stage, csm, team, renewal_date
  FROM account;
INSERT INTO revenue_period (account_id, from_day, arr, gone)
SELECT account_id, (as_of AT TIME ZONE 'UTC')::date - date '1970-01-01', arr, false
  FROM account
 WHERE arr IS NOT NULL;
