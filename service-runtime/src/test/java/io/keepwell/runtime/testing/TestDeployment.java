package io.keepwell.runtime.testing;

import io.keepwell.infra.Infra;
import io.keepwell.infra.SharedInfra;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.postgres.PostgresTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shared broker and database, made ready by the init step as in production. They belong to the
 * whole run: nobody stops them.
 */
public final class TestDeployment {

    /** Few, so that every partition gets some of a test's events. */
    public static final int PARTITIONS = 4;

    /** Of every role. */
    private static final String PASSWORD = "for-tests-only";

    /** Of all services that are tested in this JVM, until it ends. */
    private static final TestCollector COLLECTOR = new TestCollector();

    private TestDeployment() {}

    /** Makes everything ready; what a service must be told to work there. */
    public static Map<String, String> settings(String service) {
        Infra infra = SharedInfra.get();
        String postgres = "%s:%d".formatted(infra.postgres().host(), infra.postgres().port());
        InitReport report =
                Initialiser.of(
                                InitSettings.of(
                                                KafkaTarget.plain(infra.kafka().bootstrapServers()),
                                                PostgresTarget.at(
                                                        postgres,
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
        var settings = new HashMap<>(new TestTokens().start());
        settings.putAll(COLLECTOR.settings());
        settings.put("kafka.bootstrap.servers", infra.kafka().bootstrapServers());
        settings.put(service + ".database", postgres + "/" + owner(service));
        settings.put(service + ".database-password", PASSWORD);
        return settings;
    }

    /** A service's database, as its owner. */
    public static Connection database(String service) throws SQLException {
        return database(service, owner(service));
    }

    /** Another database of a service's owner. */
    public static Connection database(String service, String name) throws SQLException {
        return DriverManager.getConnection(
                SharedInfra.get().postgres().jdbcUrl(name), owner(service), PASSWORD);
    }

    private static String owner(String service) {
        return "keepwell_" + service;
    }

    private static Path passwords() {
        try {
            Path directory = Files.createTempDirectory("keepwell-passwords");
            for (String service : List.of("scoring", "alerting", "playbook")) {
                Files.writeString(directory.resolve(owner(service)), PASSWORD);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
