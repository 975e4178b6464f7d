package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Item.Fate;
import io.keepwell.systemtests.fuzz.Kept.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compares what answers have said with what is on the topics. A source sends one request at a time,
 * and never two within a millisecond, so the time at which a record's request was received says
 * which it was, whatever was done to its body.
 */
final class Books {

    private final Map<String, TreeMap<Long, Page>> pages = new ConcurrentHashMap<>();
    private final Consumer<Finding> findings;

    Books(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * Notes an answer.
     *
     * @param from when the request was begun, in milliseconds
     * @param to when the answer was there
     */
    void note(Attempt attempt, Claim claim, long from, long to) {
        var page =
                new Page(
                        attempt.number(),
                        attempt.dialect(),
                        attempt.isReadable(),
                        attempt.items(),
                        claim,
                        to,
                        new ArrayList<>(2));
        // Of a source, only its one sender writes here.
        pages.computeIfAbsent(attempt.source(), _ -> new TreeMap<>()).put(from, page);
    }

    /** Takes a record. */
    void take(Kept record) {
        TreeMap<Long, Page> ofSource = pages.get(record.source());
        Map.Entry<Long, Page> page =
                ofSource == null ? null : ofSource.floorEntry(record.receivedAt());
        if (page == null || page.getValue().to() < record.receivedAt()) {
            findings.accept(new Finding(-1, "a record that no request has brought: " + record));
        } else {
            page.getValue().records().add(record);
        }
    }

    /** Compares, and begins anew. */
    void settle() {
        pages.values().stream()
                .flatMap(ofSource -> ofSource.values().stream())
                .forEach(this::settle);
        pages.clear();
    }

    private void settle(Page page) {
        Claim claim = page.claim();
        long rejected = page.records().stream().filter(it -> !it.isAccepted()).count();
        if (rejected < claim.rejectedMin() || rejected > claim.rejectedMax()) {
            find(page, "%d were rejected, the answer says %s".formatted(rejected, claim));
        }
        List<Kept> accepted = page.records().stream().filter(Kept::isAccepted).toList();
        if (!agrees(page.dialect(), accepted, claim)) {
            find(page, "%s are accepted, the answer says %s".formatted(accepted, claim));
        }
        if (page.isReadable() && !claim.isJudged()) {
            find(page, "a body in order was not read");
        }
        for (Item item : page.items()) {
            settle(page, item, accepted);
        }
    }

    private void settle(Page page, Item item, List<Kept> accepted) {
        boolean isAccepted = accepted.stream().anyMatch(it -> it.id().contains(item.token()));
        if (item.fate() == Fate.ACCEPTED && page.claim().isJudged() && !isAccepted) {
            find(page, "%s is in order, and was not accepted".formatted(item.token()));
        }
        if (item.fate() != Fate.REJECTED) {
            return;
        }
        if (isAccepted) {
            find(page, "%s breaks a rule, and was accepted".formatted(item.token()));
        }
        if (page.claim().isJudged()
                && page.records().stream().noneMatch(it -> it.tokens().contains(item.token()))) {
            find(page, "%s was rejected, and is not kept".formatted(item.token()));
        }
    }

    private static boolean agrees(Dialect dialect, List<Kept> accepted, Claim claim) {
        return switch (dialect) {
            case EVENTS, WEBHOOK_ONE_EACH -> isWithin(accepted.size(), claim);
            case SEGMENT -> isWithin(calls(accepted), claim);
            // An item may say several things.
            case WEBHOOK ->
                    accepted.isEmpty()
                            ? claim.acceptedMin() == 0
                            : claim.acceptedMax() > 0 && accepted.size() >= claim.acceptedMin();
            case SALESFORCE, ANYBODY -> accepted.isEmpty() || claim.acceptedMax() > 0;
        };
    }

    /** Beside the event of a call may stand a link and a merge; an alias is a merge alone. */
    private static int calls(List<Kept> accepted) {
        var events =
                accepted.stream()
                        .filter(it -> it.sort() == Sort.EVENT)
                        .map(it -> it.id() + ".merge")
                        .collect(Collectors.toCollection(ArrayList::new));
        int count = events.size();
        for (Kept record : accepted) {
            if (record.sort() == Sort.MERGE && !events.remove(record.id())) {
                count++;
            }
        }
        return count;
    }

    private static boolean isWithin(int count, Claim claim) {
        return count >= claim.acceptedMin() && count <= claim.acceptedMax();
    }

    private void find(Page page, String what) {
        findings.accept(new Finding(page.number(), what));
    }

    /** A request, what its answer says, and what came of it. */
    private record Page(
            long number,
            Dialect dialect,
            boolean isReadable,
            List<Item> items,
            Claim claim,
            long to,
            List<Kept> records) {}
}
