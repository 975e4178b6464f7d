-- What an event that a KPI counts is about, where several are about the same, such as an
-- opportunity: a hash of its id.
ALTER TABLE kpi_event ADD COLUMN about bigint;
