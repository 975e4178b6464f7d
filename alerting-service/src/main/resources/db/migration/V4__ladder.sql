-- The ladder that an alert goes up while nobody has resolved it (requirement A11); alerts that were opened before have
-- none.
alter table alerts
    add column ladder          text[] not null default '{}',   -- '8 cs-manager': a step's day and roles
    add column escalation_step int    not null default 1,
    add column escalates_at    timestamptz;                    -- null on the last step, and once resolved

create index alerts_climbing on alerts (escalates_at) where state <> 'RESOLVED' and escalates_at is not null;
