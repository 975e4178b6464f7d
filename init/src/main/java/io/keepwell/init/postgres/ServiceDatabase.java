package io.keepwell.init.postgres;

import java.util.Locale;

/** The databases: one a service, owned by a role of the same name. Ingest keeps no state. */
public enum ServiceDatabase {
    /** The scoring service's. */
    SCORING,
    /** The alerting service's. */
    ALERTING,
    /** The playbook service's. */
    PLAYBOOK;

    /**
     * The database's name, which is also its owner's.
     *
     * @return for example {@code keepwell_scoring}
     */
    public String databaseName() {
        return "keepwell_" + name().toLowerCase(Locale.ROOT);
    }
}
