package io.keepwell.init.kafka;

import io.keepwell.model.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as the broker has it.
 *
 * @param topic which
 * @param partitions how many
 * @param replicationFactor copies of its first partition
 * @param hasLeaders whether every partition can be written to
 * @param settings the settings in force, its own and the broker's
 */
record ExistingTopic(
        Topic topic,
        int partitions,
        int replicationFactor,
        boolean hasLeaders,
        Map<String, String> settings) {

    /** The contract's settings that are not in force, sorted by name, with the contract's value. */
    Map<String, String> settingsToAlign() {
        Map<String, String> wrong = new TreeMap<>();
        topic.settings()
                .forEach((name, value) -> {
                    if (!value.equals(settings.get(name))) {
                        wrong.put(name, value);
                    }
                });
        return wrong;
    }

    /** How it differs from what would be created, in what never changes by itself. */
    List<String> differencesForGood(TopicOptions options) {
        List<String> differences = new ArrayList<>();
        int wanted = topic.partitions(options.partitions());
        if (partitions != wanted) {
            differences.add(
                    "has %d partitions, not %d, and keeps them: another number would send an"
                                    .formatted(partitions, wanted)
                            + " account's later events to another owner");
        }
        int copies = options.replicationFactor();
        if (copies != TopicOptions.REPLICATION_AS_THE_BROKER && copies != replicationFactor) {
            differences.add(
                    "has %d copies, not %d; Kafka's own tools reassign them"
                            .formatted(replicationFactor, copies));
        }
        return differences;
    }

    /** How its settings differ, in words. */
    List<String> settingDifferences() {
        return settingsToAlign().entrySet().stream()
                .map(wanted ->
                        "%s is %s, not %s"
                                .formatted(
                                        wanted.getKey(),
                                        settings.get(wanted.getKey()),
                                        wanted.getValue()))
                .toList();
    }
}
