package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.facts.FactsText;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;

/** Whether what is stored and published is what the ledger says it must be. */
final class FoldChecks {

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final int MORE = 0x80;
    private static final int BITS = 7;
    private static final int LATEST = 5;

    private final FoldCluster cluster;
    private final Ledger<CustomerEventV1> ledger;

    FoldChecks(FoldCluster cluster, Ledger<CustomerEventV1> ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
    }

    /**
     * Waits until all is folded and published, holds it against the ledger, and says by which seed
     * what was sent can be sent again.
     *
     * @param cluster whose services are held against the ledger
     * @param ledger of all that was sent
     * @param seed of what was sent
     */
    static void addUp(FoldCluster cluster, Ledger<CustomerEventV1> ledger, long seed) {
        try {
            new FoldChecks(cluster, ledger).everythingAddsUp();
        } catch (AssertionError e) {
            throw new AssertionError("rerun with -Dseed=%d: %s".formatted(seed, e.getMessage()), e);
        }
    }

    /** Waits until all is folded and published, and holds it against the ledger. */
    void everythingAddsUp() {
        Map<Integer, List<Ledger.Entry<CustomerEventV1>>> log = ledger.inOrder();
        log.values().forEach(FoldChecks::isWhole);
        var ends = new TreeMap<Integer, Long>();
        log.forEach((partition, entries) -> ends.put(partition, (long) entries.size()));
        await("all that was acknowledged is folded")
                .atMost(SETTLES_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(offsets()).isEqualTo(ends));
        await("all is published")
                .atMost(SETTLES_WITHIN)
                .until(() ->
                        cluster.number(
                                        """
                                        select (select count(*) from outbox)
                                             + (select count(*) from account where unpublished)
                                        """)
                                == 0);
        int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
        var oracle = new Oracle(ledger, today);
        var softly = new SoftAssertions();
        countsAre(oracle, softly);
        indexIs(oracle, softly);
        factsAre(oracle, today, softly);
        new HealthWire(cluster).check(softly);
        softly.assertAll();
    }

    /** The generator's log has no gaps, so that nothing is in the log that is not in the ledger. */
    private static void isWhole(List<Ledger.Entry<CustomerEventV1>> entries) {
        for (int at = 0; at < entries.size(); at++) {
            assertThat(entries.get(at).offset()).isEqualTo(at);
        }
    }

    private Map<Integer, Long> offsets() {
        var offsets = new TreeMap<Integer, Long>();
        cluster.positions().forEach((part, position) -> offsets.put(part, position.nextOffset()));
        return offsets;
    }

    private void countsAre(Oracle oracle, SoftAssertions softly) {
        String counts = "accepted, folded, duplicate, too_late, quarantined";
        softly.assertThat(counts("select part::text, %s from fold_partition".formatted(counts)))
                .as("partitions")
                .isEqualTo(oracle.partitions());
        softly.assertThat(
                        counts(
                                "select part || '/' || source, %s from source_count"
                                        .formatted(counts)))
                .as("sources")
                .isEqualTo(oracle.sources());
        softly.assertThat(counts("select account_id, %s from account_state".formatted(counts)))
                .as("accounts")
                .isEqualTo(oracle.accounts());
    }

    private Map<String, String> counts(String sql) {
        var found = new TreeMap<String, String>();
        cluster.query(
                        sql,
                        row ->
                                Map.entry(
                                        row.getString(1),
                                        "%d, %d, %d, %d, %d"
                                                .formatted(
                                                        row.getLong(2),
                                                        row.getLong(3),
                                                        row.getLong(4),
                                                        row.getLong(5),
                                                        row.getLong(6))))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    private void indexIs(Oracle oracle, SoftAssertions softly) {
        var found = new TreeMap<String, SortedSet<Long>>();
        var twice = new ArrayList<String>();
        for (Map.Entry<String, List<Long>> row :
                cluster.query(
                        """
                        select part || '/' || account_id, first_offset, gaps, last_offset, events
                          from event_index
                        """,
                        FoldChecks::indexRow)) {
            var its = found.computeIfAbsent(row.getKey(), _ -> new TreeSet<>());
            row.getValue().stream()
                    .filter(offset -> !its.add(offset))
                    .forEach(offset -> twice.add(row.getKey() + " " + offset));
        }
        softly.assertThat(twice).as("offsets that are in the index twice").isEmpty();
        softly.assertThat(found.keySet()).as("accounts").isEqualTo(oracle.index().keySet());
        oracle.index()
                .forEach((account, offsets) ->
                        softly.assertThat(found.get(account))
                                .as("index of %s", account)
                                .isEqualTo(offsets));
        softly.assertThat(
                        new TreeSet<>(
                                cluster.query(
                                        "select part || '/' || record_offset from quarantine",
                                        row -> row.getString(1))))
                .as("quarantine")
                .isEqualTo(oracle.quarantined());
    }

    private static Map.Entry<String, List<Long>> indexRow(ResultSet row) throws SQLException {
        var offsets = new ArrayList<Long>();
        long offset = row.getLong(2);
        offsets.add(offset);
        ByteBuffer gaps = ByteBuffer.wrap(row.getBytes(3));
        while (gaps.hasRemaining()) {
            long gap = 0;
            int shift = 0;
            int part;
            do {
                part = gaps.get() & 0xff;
                gap |= (long) (part & (MORE - 1)) << shift;
                shift += BITS;
            } while ((part & MORE) != 0);
            offset += gap;
            offsets.add(offset);
        }
        assertThat(offset).isEqualTo(row.getLong(4));
        assertThat(offsets).hasSize(row.getInt(LATEST));
        return Map.entry(row.getString(1), offsets);
    }

    private void factsAre(Oracle oracle, int today, SoftAssertions softly) {
        var rows = rows("fact");
        var members = rows("fact_member");
        for (String account : oracle.accounts().keySet()) {
            AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
            facts.loadWhole(rows.getOrDefault(account, Map.of()));
            Map<ChunkKey, byte[]> its = members.getOrDefault(account, Map.of());
            for (var missing = FactsText.missing(facts, today);
                    !missing.isEmpty();
                    missing = FactsText.missing(facts, today)) {
                facts.load(missing, its);
            }
            List<String> stored = FactsText.lines(facts, today);
            List<String> expected = oracle.lines(account);
            softly.assertThat(without(stored, expected))
                    .as("stored of %s, and not in the ledger", account)
                    .isEmpty();
            softly.assertThat(without(expected, stored))
                    .as("in the ledger for %s, and not stored", account)
                    .isEmpty();
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        var left = new TreeSet<>(lines);
        others.forEach(left::remove);
        return List.copyOf(left);
    }

    private Map<String, Map<ChunkKey, byte[]>> rows(String table) {
        var rows = new HashMap<String, Map<ChunkKey, byte[]>>();
        cluster.query(
                "select account_id, key, value from " + table,
                row ->
                        rows.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                                .put(ChunkKey.parse(row.getString(2)), row.getBytes(3)));
        return rows;
    }
}
