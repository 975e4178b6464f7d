-- How numbers spread over the accounts of each segment, taken once a night and never changed: by
-- them accounts are judged, and past scores computed once more.
CREATE TABLE peer_snapshot (
    -- The UTC day on which it was taken; days up to the one before are in it.
    version        date PRIMARY KEY,
    taken_at       timestamptz NOT NULL,
    -- The first UTC day, counted since 1970, on which accounts are judged by it. It lies ahead when
    -- the row is written, so that all who judge on that day have seen it.
    first_day      int  NOT NULL,
    policy_version text NOT NULL
);

CREATE TABLE peer_quantiles (
    version  date NOT NULL REFERENCES peer_snapshot,
    segment  text NOT NULL COLLATE "C",
    -- As a measure writes it, without the spaces that do not matter.
    metric   text NOT NULL COLLATE "C",
    accounts int  NOT NULL,
    points   double precision[] NOT NULL,
    PRIMARY KEY (version, segment, metric)
);
