package io.keepwell.init.kafka;

import io.keepwell.init.step.Outcome;
import io.keepwell.init.step.Patience;
import io.keepwell.init.step.Subject;
import io.keepwell.model.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing and compares the others. Two may do this at the same time:
 * who comes second finds the topics there.
 */
public final class Topics {

    private static final Duration LEADERS_PAUSE = Duration.ofMillis(100);
    private static final Duration LEADERS_WAIT_MAX = Duration.ofSeconds(30);

    private final TopicCatalog catalog;
    private final TopicOptions options;
    private final boolean dryRun;
    private final Patience patience;

    /**
     * For one cluster.
     *
     * @param admin a client, which stays the caller's
     * @param options how topics are made
     * @param dryRun to change nothing
     * @param patience for new topics to become usable
     */
    public Topics(Admin admin, TopicOptions options, boolean dryRun, Patience patience) {
        this.catalog = new TopicCatalog(admin);
        this.options = options;
        this.dryRun = dryRun;
        this.patience = patience.afresh(LEADERS_WAIT_MAX);
    }

    /**
     * Does it, and returns when every topic can be written to and read from.
     *
     * @return one outcome a topic, in the contract's order
     * @throws KafkaException when the cluster does not answer
     */
    public List<Outcome> prepare() {
        Set<Topic> missing = EnumSet.allOf(Topic.class);
        missing.removeAll(catalog.describe(missing).keySet());
        Map<Topic, Outcome> outcomes = create(missing);
        Set<Topic> usable = EnumSet.allOf(Topic.class);
        outcomes.forEach((topic, outcome) -> {
            if (dryRun || outcome instanceof Outcome.Failed) {
                usable.remove(topic);
            }
        });
        Map<Topic, ExistingTopic> found = awaitLeaders(usable);
        for (Topic topic : usable) {
            ExistingTopic existing = found.get(topic);
            if (existing == null) {
                outcomes.put(topic, notUsable(topic));
            } else {
                outcomes.computeIfAbsent(topic, _ -> compare(existing));
            }
        }
        return List.copyOf(outcomes.values());
    }

    private Map<Topic, Outcome> create(Set<Topic> missing) {
        Map<Topic, Outcome> outcomes = new EnumMap<>(Topic.class);
        catalog.create(missing, options, dryRun)
                .forEach((topic, error) -> {
                    if (error.isEmpty()) {
                        outcomes.put(topic, created(topic));
                    } else if (!(error.get() instanceof TopicExistsException)) {
                        outcomes.put(topic, notCreated(topic, error.get()));
                    }
                    // Else somebody else was faster; it is compared like any that was there.
                });
        return outcomes;
    }

    /** Those that can be used before patience ends. */
    private Map<Topic, ExistingTopic> awaitLeaders(Collection<Topic> wanted) {
        Map<Topic, ExistingTopic> found = catalog.describe(wanted);
        while (!areUsable(wanted, found) && !patience.isOver() && patience.pause(LEADERS_PAUSE)) {
            patience.tell("waiting for new topics to have leaders");
            found = catalog.describe(wanted);
        }
        found.values().removeIf(topic -> !topic.hasLeaders());
        if (!dryRun) {
            awaitAnswers(found).forEach(found::remove);
        }
        return found;
    }

    /** Another broker than the one that named the leaders may not know of a topic yet. */
    private Set<Topic> awaitAnswers(Map<Topic, ExistingTopic> found) {
        Set<Topic> silent = catalog.awaitAnswers(found.values());
        while (!silent.isEmpty() && !patience.isOver() && patience.pause(LEADERS_PAUSE)) {
            patience.tell("waiting for the leaders of new topics to answer");
            silent = catalog.awaitAnswers(silent.stream().map(found::get).toList());
        }
        return silent;
    }

    private static boolean areUsable(Collection<Topic> wanted, Map<Topic, ExistingTopic> found) {
        return found.keySet().containsAll(wanted)
                && found.values().stream().allMatch(ExistingTopic::hasLeaders);
    }

    private Outcome compare(ExistingTopic existing) {
        String name = existing.topic().topicName();
        List<String> forGood = existing.differencesForGood(options);
        List<String> settings = existing.settingDifferences();
        if (forGood.isEmpty() && settings.isEmpty()) {
            return new Outcome.Present(Subject.TOPIC, name, "");
        }
        if (options.align() && !settings.isEmpty()) {
            return align(existing, forGood);
        }
        String all = join(Stream.concat(forGood.stream(), settings.stream()));
        return new Outcome.Kept(
                Subject.TOPIC,
                name,
                settings.isEmpty() ? all : all + "; --align sets what the contract says");
    }

    private Outcome align(ExistingTopic existing, List<String> forGood) {
        String name = existing.topic().topicName();
        if (!dryRun) {
            try {
                catalog.set(existing.topic(), existing.settingsToAlign());
            } catch (KafkaException e) {
                return new Outcome.Failed(
                        Subject.TOPIC,
                        name,
                        "its settings could not be changed: " + e.getMessage(),
                        "Check that this user may alter the topic's configuration.");
            }
        }
        Stream<String> changes =
                existing.settingsToAlign().entrySet().stream()
                        .map(wanted ->
                                "%s from %s to %s"
                                        .formatted(
                                                wanted.getKey(),
                                                existing.settings().get(wanted.getKey()),
                                                wanted.getValue()));
        return new Outcome.Changed(
                Subject.TOPIC, name, join(Stream.concat(changes, forGood.stream())));
    }

    private Outcome created(Topic topic) {
        int partitions = topic.partitions(options.partitions());
        Stream<String> settings =
                new TreeMap<>(topic.settings())
                        .entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue());
        return new Outcome.Created(
                Subject.TOPIC,
                topic.topicName(),
                "%d %s, %s"
                        .formatted(
                                partitions,
                                partitions == 1 ? "partition" : "partitions",
                                settings.collect(Collectors.joining(", "))));
    }

    private static Outcome notCreated(Topic topic, KafkaException error) {
        return new Outcome.Failed(
                Subject.TOPIC,
                topic.topicName(),
                "could not be created: " + error.getMessage(),
                "Check that this user may create topics and that the cluster has as many brokers"
                        + " as --replication-factor asks for.");
    }

    private static Outcome notUsable(Topic topic) {
        return new Outcome.Failed(
                Subject.TOPIC,
                topic.topicName(),
                "has partitions that nobody leads after %d s"
                        .formatted(LEADERS_WAIT_MAX.toSeconds()),
                "Check that all brokers run, then run this again.");
    }

    private static String join(Stream<String> clauses) {
        return clauses.collect(Collectors.joining("; "));
    }
}
