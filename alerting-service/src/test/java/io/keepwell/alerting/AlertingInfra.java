package io.keepwell.alerting;

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
public final class AlertingInfra implements QuarkusTestResourceLifecycleManager {

    /** Few, so that every partition gets some of a test's events. */
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
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", infra.kafka().bootstrapServers()),
                Map.entry("alerting.database", postgres + "/keepwell_alerting"),
                Map.entry("alerting.database-password", PASSWORD),
                Map.entry("mp.jwt.verify.publickey", TestTokens.KEY.publicPem()),
                Map.entry("alerting.clocks-every", "200ms"),
                Map.entry("alerting.webhook.url", Receiver.url("/hook")),
                Map.entry("alerting.webhook.secret", Receiver.SECRET),
                Map.entry("alerting.slack.url", Receiver.url("/slack")),
                Map.entry("alerting.deliveries.allow-insecure", "true"),
                Map.entry("alerting.deliveries.timeout", "1s"),
                Map.entry("alerting.deliveries.retry-first", "100ms"),
                Map.entry("alerting.deliveries.retry-max", "500ms"),
                Map.entry("alerting.deliveries.poll-every", "100ms"));
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
