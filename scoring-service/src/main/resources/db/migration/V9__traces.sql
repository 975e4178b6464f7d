-- The step of a trace that an event was caused by (W3C Trace Context), for as long as it waits.
ALTER TABLE unattributed_event ADD COLUMN traceparent text;
