package io.keepwell.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL is told wherever it runs. */
final class PostgresSettings {

    /** The major version that data directories belong to. */
    static final String MAJOR = "18";

    static final String USER = "keepwell";

    /** For tests, whose data is gone when they end; anybody may know it. */
    static final String PASSWORD = "keepwell";

    /**
     * What a new data directory is made with. The locale is the one built into PostgreSQL, so that
     * rows come in the same order whatever the machine's C library thinks.
     */
    static final List<String> INITDB_OPTIONS =
            List.of(
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--auth=scram-sha-256");

    private PostgresSettings() {}

    /**
     * @param durable whether a commit waits for the disk
     */
    static Map<String, String> server(boolean durable) {
        String waitForDisk = durable ? "on" : "off";
        Map<String, String> settings = new LinkedHashMap<>();
        // Four services with a pool each, their relays, and a person looking.
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "128MB");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("fsync", waitForDisk);
        // Always on: off would lose commits when only the process dies, and tests kill it.
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", waitForDisk);
        return settings;
    }
}
