package io.keepwell.systemtests.fold;

import static org.awaitility.Awaitility.await;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.Infra;
import io.keepwell.infra.InfraOptions;
import io.keepwell.infra.KafkaProcess;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.model.token.SigningKey;
import io.keepwell.systemtests.FreePorts;
import io.keepwell.systemtests.KillableService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A broker and a database of one test's own, made ready as in production, and the services on them.
 */
final class FoldCluster implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String INFRA = "infra";
    private static final String PASSWORD = "for-tests-only";

    /** Nobody asks these services anything, but none starts without a key. */
    private static final String PUBLIC_KEY = SigningKey.generate(new SecureRandom()).publicPem();

    private final Path folder;
    private final EmbeddedInfra infra;
    private final List<KillableService> services = new ArrayList<>();
    private final List<KafkaProcess> brokers = new ArrayList<>();
    // Stands behind close(): when the test's own process is told to end, its children end with it.
    private final Thread hook = new Thread(this::stop, "fold-cluster-close");

    private FoldCluster(Path folder, EmbeddedInfra infra) {
        this.folder = folder;
        this.infra = infra;
    }

    /** Reads a row of an answer. */
    @FunctionalInterface
    interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** How far a partition is folded, and by which of its owners. */
    record Position(long epoch, long nextOffset) {}

    /** Of a partition that nobody has owned. */
    static final Position NOWHERE = new Position(0, 0);

    static FoldCluster start(Path folder) {
        EmbeddedInfra infra =
                EmbeddedInfra.start(
                        InfraOptions.keptIn(folder.resolve(INFRA))
                                .withDurable(false)
                                .withPorts(FreePorts.next(), FreePorts.next()));
        var cluster = new FoldCluster(folder, infra);
        Runtime.getRuntime().addShutdownHook(cluster.hook);
        try {
            cluster.initialise();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    Infra infra() {
        return infra;
    }

    String bootstrapServers() {
        return infra.kafka().bootstrapServers();
    }

    /** Topics, databases and policies, as far as they are missing. */
    void initialise() {
        InitReport report =
                Initialiser.of(
                                InitSettings.of(
                                                KafkaTarget.plain(bootstrapServers()),
                                                PostgresTarget.at(
                                                        address(),
                                                        infra.postgres().user(),
                                                        infra.postgres().password(),
                                                        Map.of()))
                                        .withTopics(new TopicOptions(PARTITIONS, (short) 1, false))
                                        .withPolicies(Path.of("../policies/default"))
                                        .withRolePasswords(passwords()),
                                _ -> {})
                        .run();
        if (report.hasFailed()) {
            throw new IllegalStateException("" + report.outcomes());
        }
    }

    /**
     * Starts the broker in a process of its own, which can be killed. The one in this JVM, or the
     * one before, must have ended.
     */
    synchronized KafkaProcess broker() {
        String servers = bootstrapServers();
        KafkaProcess broker =
                KafkaProcess.start(
                        folder.resolve(INFRA),
                        Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1)));
        brokers.add(broker);
        return broker;
    }

    /** Starts a service that takes small bites, so that there are many transactions. */
    synchronized KillableService service(String name) {
        return service(name, Map.of());
    }

    /** The same, with other settings. */
    synchronized KillableService service(String name, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", bootstrapServers());
        settings.put("scoring.database", address() + "/keepwell_scoring");
        settings.put("scoring.fold.batch-records", "100");
        settings.put("scoring.fold.cache-rows", "3000");
        settings.putAll(more);
        KillableService service =
                KillableService.start(
                        "scoring",
                        folder.resolve(name + ".log"),
                        FreePorts.next(),
                        settings,
                        Map.of(
                                "SCORING_DATABASE_PASSWORD",
                                PASSWORD,
                                "MP_JWT_VERIFY_PUBLICKEY",
                                PUBLIC_KEY));
        services.add(service);
        return service;
    }

    /** Connects to the service's database as its administrator. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                infra.postgres().jdbcUrl("keepwell_scoring"),
                infra.postgres().user(),
                infra.postgres().password());
    }

    /** Asks the database. */
    <T> List<T> query(String sql, RowReader<T> reader) {
        try (Connection connection = connect()) {
            return query(connection, sql, reader);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static <T> List<T> query(Connection connection, String sql, RowReader<T> reader)
            throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    long number(String sql) {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    /** By partition; empty before the first one is owned. */
    Map<Integer, Position> positions() {
        var positions = new TreeMap<Integer, Position>();
        boolean isMigrated =
                number("select count(*) from pg_tables where tablename = 'fold_partition'") > 0;
        if (isMigrated) {
            query(
                            "select part, epoch, next_offset from fold_partition",
                            row ->
                                    Map.entry(
                                            row.getInt(1),
                                            new Position(row.getLong(2), row.getLong(3))))
                    .forEach(it -> positions.put(it.getKey(), it.getValue()));
        }
        return positions;
    }

    /** How many records have been folded in all. */
    long folded() {
        return positions().values().stream().mapToLong(Position::nextOffset).sum();
    }

    /** Waits until each partition has moved. */
    void awaitProgress() {
        Map<Integer, Position> before =
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(this::positions, it -> it.size() == PARTITIONS);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        positions().entrySet().stream()
                                .allMatch(it ->
                                        it.getValue().nextOffset()
                                                > before.getOrDefault(it.getKey(), NOWHERE)
                                                        .nextOffset()));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAnyway) {
            return;
        }
        stop();
    }

    private synchronized void stop() {
        services.forEach(KillableService::close);
        services.clear();
        brokers.forEach(KafkaProcess::close);
        infra.close();
    }

    private String address() {
        return "%s:%d".formatted(infra.postgres().host(), infra.postgres().port());
    }

    private Path passwords() {
        try {
            Path directory = Files.createDirectories(folder.resolve("passwords"));
            for (String service : List.of("scoring", "alerting", "playbook")) {
                Files.writeString(directory.resolve("keepwell_" + service), PASSWORD);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
