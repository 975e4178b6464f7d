-- Which kinds of source had reported, as the accounts of a partition were judged by it from a place of
-- its log on: a row when it changes, so that a past score can be computed once more.
CREATE TABLE reporting_view (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    part        int    NOT NULL,
    next_offset bigint NOT NULL,
    noted_at    timestamptz NOT NULL,
    reporting   bytea  NOT NULL
);
CREATE INDEX reporting_view_place ON reporting_view (part, next_offset, id);
