package io.keepwell.scoring.application.reading;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.runtime.paging.Cursor;
import io.keepwell.runtime.security.Scope;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.erasure.Erasures;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists an account's events: the index tells where they lie, the log what they are. */
public final class ReadEvents {

    private final AccountRecords records;
    private final EventArchive archive;
    private final Erasures erasures;
    private final EventCatalogue catalogue;
    private final Executor readers;

    /**
     * From an index and a log.
     *
     * @param records hold the index
     * @param archive the log
     * @param erasures who was erased, and is not to be shown
     * @param catalogue what is known of event types
     * @param readers may wait for the log
     */
    public ReadEvents(
            AccountRecords records,
            EventArchive archive,
            Erasures erasures,
            EventCatalogue catalogue,
            Executor readers) {
        this.records = records;
        this.archive = archive;
        this.erasures = erasures;
        this.catalogue = catalogue;
        this.readers = readers;
    }

    /**
     * Lists events, the one that was received last first.
     *
     * @param scope which accounts may be shown
     * @param accountId whose
     * @param before only those at offsets below this one
     * @param limit how many, 1 or more
     * @return a page of them, or empty when no such account has ever been judged
     */
    public Uni<Optional<EventPage>> list(Scope scope, String accountId, long before, int limit) {
        return records.find(scope, accountId, Instant.EPOCH)
                .chain(account ->
                        account.isEmpty()
                                ? Uni.createFrom().item(Optional.<EventPage>empty())
                                : page(account.get(), before, limit).map(Optional::of));
    }

    /**
     * What a cursor of such a list is good for.
     *
     * @param accountId whose events
     * @return words
     */
    public static String question(String accountId) {
        return "events account=" + accountId;
    }

    /**
     * Reads the place that a cursor names.
     *
     * @param keys the cursor's keys
     * @return the offset that the page is below
     * @throws RuntimeException when it is none
     */
    public static long before(List<@Nullable String> keys) {
        return Long.parseLong(Objects.requireNonNull(keys.getFirst()));
    }

    private Uni<EventPage> page(AccountRecord account, long before, int limit) {
        String id = account.item().id();
        int partition = account.partition();
        return records.offsets(partition, id, before, limit + 1)
                .chain(offsets ->
                        Uni.createFrom()
                                .item(() -> read(partition, offsets.stream().limit(limit).toList()))
                                .runSubscriptionOn(readers)
                                .chain(items -> withWithdrawn(account, items))
                                .chain(this::withoutErased)
                                .map(items ->
                                        new EventPage(items, next(id, offsets, items, limit))));
    }

    private List<EventItem> read(int partition, List<Long> offsets) {
        var items = new ArrayList<EventItem>();
        archive.read(
                partition,
                offsets,
                it -> items.add(EventItem.of(partition, it.offset(), it.event())));
        return items.reversed();
    }

    private Uni<List<EventItem>> withWithdrawn(AccountRecord account, List<EventItem> items) {
        var facts = AccountFacts.of(catalogue);
        List<ChunkKey> keys = facts.missingWithdrawn();
        return records.facts(account.partition(), account.item().id(), keys)
                .map(rows -> {
                    facts.load(keys, rows);
                    return items.stream().map(it -> it.withdrawn(facts)).toList();
                });
    }

    /** The log still tells who it was; nobody is shown. */
    private Uni<List<EventItem>> withoutErased(List<EventItem> items) {
        Set<String> actors =
                items.stream().flatMap(it -> it.persons().stream()).collect(Collectors.toSet());
        return erasures.persons(actors)
                .map(persons ->
                        items.stream()
                                .map(it ->
                                        persons.coversAny(
                                                        it.persons(),
                                                        it.occurredAt(),
                                                        it.receivedAt())
                                                ? it.withoutPerson()
                                                : it)
                                .toList());
    }

    /** The log forgets the oldest first: where one is gone, all before it are. */
    private static @Nullable String next(
            String accountId, List<Long> offsets, List<EventItem> items, int limit) {
        if (offsets.size() <= limit || items.isEmpty()) {
            return null;
        }
        long last = offsets.get(limit - 1);
        return items.getLast().offset() == last
                ? new Cursor(question(accountId), List.of(Long.toString(last))).text()
                : null;
    }
}
