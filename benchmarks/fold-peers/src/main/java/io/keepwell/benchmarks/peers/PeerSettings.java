package io.keepwell.benchmarks.peers;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a peer is told, as system properties.
 *
 * @param kafka the broker, as {@code host:port}
 * @param database PostgreSQL, as {@code host:port/name}
 * @param password of the database's owner
 * @param run tells its groups and transactions from those of other runs
 * @param folder where it may keep files
 * @param each whether an account is judged on each event, rather than once for a request
 * @param lean whether the facts of accounts are left to the engine's stores alone
 */
record PeerSettings(
        String kafka,
        String database,
        String password,
        String run,
        Path folder,
        boolean each,
        boolean lean) {

    static PeerSettings told() {
        return new PeerSettings(
                text("kafka"),
                text("database"),
                System.getenv().getOrDefault("PEER_DATABASE_PASSWORD", ""),
                "fold-" + text("run"),
                Path.of(text("folder")).toAbsolutePath(),
                Boolean.parseBoolean(text("each")),
                Boolean.parseBoolean(text("lean")));
    }

    /** What one peer is told alone. */
    static String text(String name) {
        String value = System.getProperty("peer." + name);
        if (value == null) {
            throw new IllegalArgumentException("-Dpeer.%s is missing".formatted(name));
        }
        return value;
    }

    static Duration millis(String name) {
        return Duration.ofMillis(Long.parseLong(text(name)));
    }
}
