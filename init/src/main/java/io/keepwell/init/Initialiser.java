package io.keepwell.init;

import io.keepwell.init.kafka.KafkaClients;
import io.keepwell.init.kafka.KafkaReadiness;
import io.keepwell.init.kafka.Topics;
import io.keepwell.init.policy.Policies;
import io.keepwell.init.postgres.Databases;
import io.keepwell.init.postgres.PostgresReadiness;
import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a deployment: topics, databases, default policies. Run again, it does what is still
 * missing; run twice at a time, both succeed. What fails does not keep the rest from being done.
 */
public final class Initialiser {

    private final InitSettings settings;
    private final Consumer<String> progress;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * With a clock and ids of one's own.
     *
     * @param settings what to prepare, and where
     * @param progress told every few seconds what is waited for
     * @param clock what time it is; it must go on
     * @param ids of the messages that put policies into force
     */
    public Initialiser(
            InitSettings settings,
            Consumer<String> progress,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * With the machine's clock and random ids.
     *
     * @param settings what to prepare, and where
     * @param progress told every few seconds what is waited for
     * @return the initialiser
     */
    public static Initialiser of(InitSettings settings, Consumer<String> progress) {
        return new Initialiser(settings, progress, InstantSource.system(), UUID::randomUUID);
    }

    /**
     * Does it.
     *
     * @return what came of each thing
     */
    public InitReport run() {
        Instant begin = clock.instant();
        Patience patience = new Patience(clock, settings.waitMax(), progress);
        List<Outcome> outcomes = new ArrayList<>();
        PolicyBundle bundle = readPolicies(settings.policies(), outcomes);
        prepareKafka(patience, bundle, outcomes);
        prepareDatabases(patience, outcomes);
        return new InitReport(
                outcomes, settings.dryRun(), Duration.between(begin, clock.instant()));
    }

    /** The bundle; none if none was asked for or there are problems. */
    private static @Nullable PolicyBundle readPolicies(
            @Nullable Path directory, List<Outcome> outcomes) {
        if (directory == null) {
            return null;
        }
        return switch (PolicyFiles.read(directory)) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    isSound(bundle, outcomes) ? bundle : null;
            case PolicyResult.Refused<PolicyBundle>(var problems) -> {
                problems.stream().map(Initialiser::failed).forEach(outcomes::add);
                yield null;
            }
        };
    }

    /** Whether accounts can be judged by it: who scores has nobody to tell that they cannot. */
    private static boolean isSound(PolicyBundle bundle, List<Outcome> outcomes) {
        return switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
            case PolicyResult.Accepted<PolicySet> _ -> true;
            case PolicyResult.Refused<PolicySet>(var problems) -> {
                problems.stream().map(Initialiser::failed).forEach(outcomes::add);
                yield false;
            }
        };
    }

    private void prepareKafka(
            Patience patience, @Nullable PolicyBundle bundle, List<Outcome> outcomes) {
        Optional<Outcome.Failed> unready = new KafkaReadiness(settings.kafka(), patience).await();
        if (unready.isPresent()) {
            outcomes.add(unready.get());
            return;
        }
        KafkaClients clients = new KafkaClients(settings.kafka());
        try (Admin admin = clients.admin()) {
            List<Outcome> topics =
                    new Topics(admin, settings.topics(), settings.dryRun(), patience).prepare();
            outcomes.addAll(topics);
            if (bundle != null && topics.stream().noneMatch(Initialiser::isFailedPolicies)) {
                outcomes.addAll(
                        new Policies(clients, clock, ids, settings.dryRun(), patience)
                                .prepare(bundle));
            }
        } catch (KafkaException e) {
            outcomes.add(
                    new Outcome.Failed(
                            Subject.SERVER,
                            settings.kafka().toString(),
                            "did not do its part: " + e.getMessage(),
                            "Check its log and this user's rights, then run this again."));
        }
    }

    private void prepareDatabases(Patience patience, List<Outcome> outcomes) {
        switch (new PostgresReadiness(settings.postgres(), patience).connect()) {
            case PostgresReadiness.Attempt.Refused(var failure) -> outcomes.add(failure);
            case PostgresReadiness.Attempt.Connected(var connection) -> {
                try (Connection open = connection) {
                    outcomes.addAll(
                            new Databases(
                                            open,
                                            settings.rolePasswords(),
                                            settings.dryRun(),
                                            patience)
                                    .prepare());
                } catch (SQLException e) {
                    progress.accept("the connection could not be closed: " + e.getMessage());
                }
            }
        }
    }

    private static boolean isFailedPolicies(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                && outcome.name().equals(Topic.POLICIES.topicName());
    }

    private static Outcome failed(PolicyProblem problem) {
        return new Outcome.Failed(
                Subject.POLICY,
                "%s:%d:%d".formatted(problem.file(), problem.line(), problem.column()),
                problem.message(),
                problem.cure());
    }
}
