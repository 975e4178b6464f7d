package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.process.Broker;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.init.postgres.ServiceDatabase;
import io.keepwell.standalone.client.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics and the database that every target begins with: made as in a deployment, empty. */
public final class Ground {

    /** The database of the scoring service. */
    public static final String DATABASE = ServiceDatabase.SCORING.databaseName();

    /** Of all roles. */
    public static final String PASSWORD = "for-measuring-only";

    private static final short ONE_COPY = 1;

    private final Path root;
    private final Path work;
    private final Broker broker;
    private final int partitions;

    /**
     * Over a broker.
     *
     * @param root of the project, with the policies
     * @param work where passwords are written to
     * @param broker with the database beside it
     * @param partitions of the topic of customer events
     */
    public Ground(Path root, Path work, Broker broker, int partitions) {
        this.root = root;
        this.work = work;
        this.broker = broker;
        this.partitions = partitions;
    }

    /**
     * Where PostgreSQL is.
     *
     * @return as {@code host:port}
     */
    public String address() {
        return "%s:%d".formatted(broker.postgres().host(), broker.postgres().port());
    }

    /** Throws away what a target has left, and makes everything anew. */
    public void clear() {
        deleteTopics();
        try (Connection connection = connect(PostgresTarget.MAINTENANCE_DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(DATABASE));
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be made anew", e);
        }
        InitReport report =
                Initialiser.of(
                                InitSettings.of(
                                                KafkaTarget.plain(broker.bootstrapServers()),
                                                broker.postgres())
                                        .withTopics(new TopicOptions(partitions, ONE_COPY, false))
                                        .withPolicies(root.resolve("policies/default"))
                                        .withRolePasswords(passwords()),
                                _ -> {})
                        .run();
        if (report.hasFailed()) {
            throw new IllegalStateException("the ground is not ready: " + report.outcomes());
        }
    }

    /**
     * Connects as the administrator.
     *
     * @param database to which database
     * @return the connection, which is the caller's
     * @throws SQLException when the database does not answer
     */
    public Connection connect(String database) throws SQLException {
        PostgresTarget postgres = broker.postgres();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s/%s".formatted(address(), database),
                postgres.user(),
                postgres.password());
    }

    /**
     * The process of which all others of PostgreSQL are children.
     *
     * @return its id
     */
    public long postmaster() {
        try (Connection connection = connect(PostgresTarget.MAINTENANCE_DATABASE);
                var statement = connection.createStatement();
                ResultSet file = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            file.next();
            return Long.parseLong(file.getString(1).lines().findFirst().orElseThrow().strip());
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its process", e);
        }
    }

    /** All but those of the broker itself, which begin with two underscores. */
    private void deleteTopics() {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers()))) {
            Set<String> ours = topics(admin);
            admin.deleteTopics(ours).all().get();
            while (!topics(admin).isEmpty()) {
                Pause.shortly();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not delete topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());
    }

    private Path passwords() {
        try {
            Path folder = Files.createDirectories(work.resolve("passwords"));
            for (ServiceDatabase database : ServiceDatabase.values()) {
                Files.writeString(folder.resolve(database.databaseName()), PASSWORD);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + work, e);
        }
    }
}
