package io.keepwell.playbook;

import io.keepwell.infra.Infra;
import io.keepwell.infra.SharedInfra;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.kafka.TopicOptions;
import io.keepwell.init.postgres.PostgresTarget;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The shared broker and database, made ready by the init step as in production. */
public final class PlaybookInfra implements QuarkusTestResourceLifecycleManager {

    /** Few, so that every partition gets some of the accounts. */
    public static final int PARTITIONS = 4;

    /** Of every role. */
    public static final String PASSWORD = "for-tests-only";

    @Override
    public Map<String, String> start() {
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
        return Map.of(
                "kafka.bootstrap.servers",
                infra.kafka().bootstrapServers(),
                "playbook.database",
                postgres + "/keepwell_playbook",
                "playbook.database-password",
                PASSWORD,
                "playbook.look-every",
                "1s",
                "mp.jwt.verify.publickey",
                TestTokens.KEY.publicPem());
    }

    @Override
    public void stop() {
        // Broker and database belong to the whole run.
    }

    private static Path passwords() {
        try {
            Path directory = Files.createTempDirectory("keepwell-passwords");
            for (String service : new String[] {"scoring", "alerting", "playbook"}) {
                Files.writeString(directory.resolve("keepwell_" + service), PASSWORD);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
