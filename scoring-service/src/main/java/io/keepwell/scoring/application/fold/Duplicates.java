package io.keepwell.scoring.application.fold;

import io.keepwell.model.AccountId;
import io.keepwell.scoring.application.source.Hours;
import io.keepwell.scoring.domain.seen.EventHash;
import io.keepwell.scoring.domain.seen.SeenWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which events of some records were seen before, in the log or among the records, within the
 * hours for which an event is known. How many records are folded together makes no difference.
 */
final class Duplicates {

    /** The latest hour in which each was seen. */
    private final Map<AccountId, Map<EventHash, Integer>> before;

    Duplicates(FoldStore store, OwnedPartition partition, List<LogRecord> records) {
        var suspects = new LinkedHashMap<AccountId, Set<Integer>>();
        for (LogRecord record : records) {
            record.event()
                    .ifPresent(event -> {
                        List<Integer> hours =
                                partition
                                        .seen()
                                        .hoursOf(Hours.of(event.receivedAt()), EventHash.of(event));
                        if (!hours.isEmpty()) {
                            suspects.computeIfAbsent(event.accountId(), _ -> new HashSet<>())
                                    .addAll(hours);
                        }
                    });
        }
        before = new HashMap<>();
        if (!suspects.isEmpty()) {
            store.seen(
                            partition.id(),
                            suspects.entrySet().stream()
                                    .map(it -> new FoldStore.Suspect(it.getKey(), it.getValue()))
                                    .toList())
                    .forEach((account, hashes) -> before.put(account, new HashMap<>(hashes)));
        }
    }

    /** Adds an event that was received in an hour; false when it was there. */
    boolean add(AccountId account, EventHash hash, int hour) {
        Map<EventHash, Integer> hours = before.computeIfAbsent(account, _ -> new HashMap<>());
        Integer seen = hours.get(hash);
        if (seen != null && seen >= hour - SeenWindow.HOURS) {
            return false;
        }
        hours.put(hash, hour);
        return true;
    }
}
