-- Who put which policies in force when: the record of it that is kept for ever. A bundle that is
-- applied a second time has one row in policy_bundle and two here.
CREATE TABLE policy_application (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version          text COLLATE "C" NOT NULL REFERENCES policy_bundle,
    previous_version text COLLATE "C" REFERENCES policy_bundle,
    applied_at       timestamptz NOT NULL,
    applied_by       text NOT NULL
);
INSERT INTO policy_application (version, applied_at, applied_by)
SELECT version, applied_at, applied_by FROM policy_bundle;
