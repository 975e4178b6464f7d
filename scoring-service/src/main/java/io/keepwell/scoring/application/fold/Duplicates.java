package io.keepwell.scoring.application.fold;

import io.keepwell.model.AccountId;
import io.keepwell.scoring.application.source.Hours;
import io.keepwell.scoring.domain.seen.EventHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which events of some records were seen before, in the log or among the records. */
final class Duplicates {

    private final Map<AccountId, Set<EventHash>> before;

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
                    .forEach((account, hashes) -> before.put(account, new HashSet<>(hashes)));
        }
    }

    /** Adds an event; false when it was there. */
    boolean add(AccountId account, EventHash hash) {
        return before.computeIfAbsent(account, _ -> new HashSet<>()).add(hash);
    }
}
