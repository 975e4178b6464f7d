package io.keepwell.scoring;

import io.keepwell.infra.PostgresServer;
import io.keepwell.infra.SharedInfra;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.init.postgres.ServiceDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The shared broker and database, prepared as a deployment is, and the settings of the service. */
public final class ReadingInfra implements QuarkusTestResourceLifecycleManager {

    private static final String DATABASE = ServiceDatabase.SCORING.databaseName();
    private static final String PASSWORD = "only-for-tests";

    @Override
    public Map<String, String> start() {
        PostgresServer postgres = SharedInfra.get().postgres();
        InitReport report =
                Initialiser.of(
                                InitSettings.of(
                                                KafkaTarget.plain(servers()),
                                                new PostgresTarget(
                                                        postgres.host(),
                                                        postgres.port(),
                                                        postgres.user(),
                                                        postgres.password(),
                                                        Map.of()))
                                        .withRolePasswords(passwords()),
                                _ -> {})
                        .run();
        if (report.hasFailed()) {
            throw new IllegalStateException(report.toString());
        }
        return Map.of(
                "kafka.bootstrap.servers",
                servers(),
                "scoring.database",
                "%s:%d/%s".formatted(postgres.host(), postgres.port(), DATABASE),
                "scoring.database-password",
                PASSWORD);
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }

    /** Where the broker is. */
    public static String servers() {
        return SharedInfra.get().kafka().bootstrapServers();
    }

    /** The service's database, as its owner. */
    public static Connection database() throws SQLException {
        return DriverManager.getConnection(
                SharedInfra.get().postgres().jdbcUrl(DATABASE), DATABASE, PASSWORD);
    }

    private static Path passwords() {
        try {
            Path directory = Files.createTempDirectory("keepwell-passwords");
            directory.toFile().deleteOnExit();
            for (ServiceDatabase database : ServiceDatabase.values()) {
                Path file = directory.resolve(database.databaseName());
                Files.writeString(file, PASSWORD);
                file.toFile().deleteOnExit();
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
