package io.keepwell.standalone;

import io.keepwell.infra.EmbeddedInfra;
import io.keepwell.infra.Infra;
import io.keepwell.infra.InfraException;
import io.keepwell.infra.InfraOptions;
import io.keepwell.init.InitReport;
import io.keepwell.init.InitSettings;
import io.keepwell.init.Initialiser;
import io.keepwell.init.kafka.KafkaTarget;
import io.keepwell.init.postgres.PostgresTarget;
import io.keepwell.init.postgres.ServiceDatabase;
import io.keepwell.model.token.SigningKey;
import io.keepwell.standalone.client.StoppedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * Broker, database and services on one machine, started in the order in which they need each other;
 * broker and database are stopped last.
 */
final class LocalDeployment implements AutoCloseable {

    /**
     * Without the optimizing compiler, for what does a little of everything some times a second:
     * there that compiler takes more of the CPU than the work does, for minutes, and 60 MB.
     */
    private static final List<String> ONE_COMPILER = List.of("-XX:TieredStopAtLevel=1");

    private final Home home;
    private final LocalOptions options;
    private final Secrets secrets;
    private final Consumer<String> progress;
    // Ctrl-C may stop the services while they are still being started, or waited for.
    private final Deque<ServiceProcess> services = new ConcurrentLinkedDeque<>();
    private final Object launching = new Object();
    private final Infra infra;
    private boolean closing;

    private LocalDeployment(
            Home home,
            LocalOptions options,
            Secrets secrets,
            Consumer<String> progress,
            Infra infra) {
        this.home = home;
        this.options = options;
        this.secrets = secrets;
        this.progress = progress;
        this.infra = infra;
    }

    /**
     * Starts broker and database.
     *
     * @throws io.keepwell.infra.InfraException when they cannot start; the message names the cure
     */
    static LocalDeployment start(
            Home home, LocalOptions options, Secrets secrets, Consumer<String> progress) {
        requirePasswordOf(home, secrets);
        Infra infra =
                EmbeddedInfra.start(
                        InfraOptions.keptIn(home.infra())
                                .withPorts(options.kafkaPort(), options.postgresPort())
                                .withPostgresPassword(secrets.postgresPassword())
                                .withProgress(progress));
        return new LocalDeployment(home, options, secrets, progress, infra);
    }

    /** A new password would not be the one that the database was made with. */
    private static void requirePasswordOf(Home home, Secrets secrets) {
        Path password = secrets.postgresPasswordFile();
        if (EmbeddedInfra.hasDatabase(home.infra()) && !Files.exists(password)) {
            throw new InfraException(
                    """
                    The database in %s has a password that is not in %s. Put it there, or begin \
                    anew with ./keepwell reset.\
                    """
                            .formatted(home.infra(), password));
        }
    }

    Infra infra() {
        return infra;
    }

    /** Makes topics, databases and default policies, as far as they are missing. */
    InitReport prepare() {
        var postgres =
                PostgresTarget.at(
                        "%s:%d".formatted(infra.postgres().host(), infra.postgres().port()),
                        infra.postgres().user(),
                        infra.postgres().password(),
                        Map.of());
        InitSettings settings =
                InitSettings.of(
                                new KafkaTarget(infra.kafka().bootstrapServers(), Map.of()),
                                postgres)
                        .withPolicies(options.policies())
                        .withRolePasswords(secrets.rolePasswords());
        return Initialiser.of(settings, progress).run();
    }

    /**
     * Starts the services and waits until all are ready, and have answered their first questions.
     *
     * @throws ServiceProcess.ServiceFailedException when one does not come up
     * @throws StoppedException when it is closed meanwhile
     */
    void startServices(InstantSource clock) throws InterruptedException {
        launch(ingest());
        launch(scoring());
        launch(alerting());
        launch(playbook());
        for (ServiceProcess service : services) {
            service.awaitReady();
        }
        try (var questions = new FirstQuestions(secrets, clock)) {
            questions.sendNothing(ingestUrl());
            questions.read(scoringUrl() + "/v1/accounts");
            questions.read(alertingUrl() + "/v1/alerts");
            questions.read(playbookUrl() + "/v1/tasks");
        }
    }

    /** Where events are sent to. */
    String ingestUrl() {
        return "http://localhost:" + options.ingestPort();
    }

    /** Where accounts are asked for. */
    String scoringUrl() {
        return "http://localhost:" + options.scoringPort();
    }

    /** Where alerts are asked for. */
    String alertingUrl() {
        return "http://localhost:" + options.alertingPort();
    }

    /** Where plays and tasks are asked for. */
    String playbookUrl() {
        return "http://localhost:" + options.playbookPort();
    }

    @Override
    public void close() {
        synchronized (launching) {
            closing = true;
        }
        try {
            // All at once: none of them needs another, and a first end takes its time.
            services.forEach(ServiceProcess::askToStop);
            closeServices();
        } finally {
            infra.close();
        }
    }

    /** Each of them, even if one fails to. */
    private void closeServices() {
        ServiceProcess last = services.pollLast();
        if (last != null) {
            try (last) {
                closeServices();
            }
        }
    }

    private void launch(ServiceSpec spec) {
        var service = new ServiceProcess(spec, home, progress);
        synchronized (launching) {
            if (closing) {
                throw new StoppedException();
            }
            services.addLast(service);
        }
        progress.accept("starting " + spec.name());
        service.start();
    }

    private ServiceSpec scoring() {
        return withDatabase(ServiceDatabase.SCORING, List.of(), options.scoringPort());
    }

    private ServiceSpec alerting() {
        return withDatabase(ServiceDatabase.ALERTING, ONE_COMPILER, options.alertingPort());
    }

    private ServiceSpec playbook() {
        return withDatabase(ServiceDatabase.PLAYBOOK, ONE_COMPILER, options.playbookPort());
    }

    /** Services with a database are called, set and given their password alike. */
    private ServiceSpec withDatabase(ServiceDatabase database, List<String> jvm, int port) {
        String name = database.name().toLowerCase(Locale.ROOT);
        return new ServiceSpec(
                name,
                options.root().resolve("%s-service/target/quarkus-app".formatted(name)),
                jvm,
                port,
                Map.of(
                        "kafka.bootstrap.servers",
                        infra.kafka().bootstrapServers(),
                        name + ".database",
                        "%s:%d/%s"
                                .formatted(
                                        infra.postgres().host(),
                                        infra.postgres().port(),
                                        database.databaseName())),
                Map.of(
                        "%s_DATABASE_PASSWORD".formatted(database.name()),
                        secrets.rolePassword(database),
                        // What a service checks access tokens with.
                        "MP_JWT_VERIFY_PUBLICKEY",
                        secrets.signingKey().publicPem(),
                        "KEEPWELL_JWT_ISSUER",
                        SigningKey.ISSUER));
    }

    private ServiceSpec ingest() {
        Path application = options.root().resolve("ingest-service/target/quarkus-app");
        return new ServiceSpec(
                "ingest",
                application,
                List.of(),
                options.ingestPort(),
                Map.of(
                        "kafka.bootstrap.servers",
                        infra.kafka().bootstrapServers(),
                        "ingest.sources",
                        LocalSources.in(home.sources(), secrets).toString()),
                Map.of("INGEST_BACKFILL_SECRET", secrets.backfillSecret()));
    }
}
