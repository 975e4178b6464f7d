-- The score that was told before a change, to which its parts are the difference; null when none was.
ALTER TABLE health_history ADD COLUMN previous_score numeric;
