package io.keepwell.systemtests.fold;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.Topic;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.Topics;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** Whether what lies on the topics is one unbroken story of each account, and the stored one. */
final class HealthWire {

    private final FoldCluster cluster;

    HealthWire(FoldCluster cluster) {
        this.cluster = cluster;
    }

    /** An account as it is stored for readers. */
    private record Row(
            long sequence,
            String status,
            @Nullable Integer shown,
            String scorecard,
            List<String> signals,
            List<@Nullable Object> profile) {

        static Row of(AccountUpdatedV1 message) {
            HealthSnapshot health = message.health();
            AccountSnapshot account = message.account();
            return new Row(
                    message.sequence(),
                    health.status().wireName(),
                    health.shown(),
                    health.scorecard().id() + " " + health.scorecard().version(),
                    health.signals(),
                    Arrays.asList(
                            account.name(),
                            account.segment(),
                            account.stage(),
                            plain(account.arr()),
                            account.csm(),
                            account.team(),
                            account.renewalDate()));
        }

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("sequence"),
                    row.getString("status"),
                    row.getObject("shown", Integer.class),
                    row.getString("scorecard_id") + " " + row.getString("scorecard_version"),
                    Arrays.stream((String[]) row.getArray("signals").getArray()).sorted().toList(),
                    Arrays.asList(
                            row.getString("name"),
                            row.getString("segment"),
                            row.getString("stage"),
                            plain(row.getBigDecimal("arr")),
                            row.getString("csm"),
                            row.getString("team"),
                            row.getObject("renewal_date", java.time.LocalDate.class)));
        }

        private static @Nullable String plain(@Nullable BigDecimal number) {
            return number == null ? null : number.stripTrailingZeros().toPlainString();
        }
    }

    void check(SoftAssertions softly) {
        Map<String, List<HealthChange>> changes = changes(softly);
        Map<String, Row> rows = rows();
        Map<String, Verdict> verdicts = verdicts();
        Map<String, AccountUpdatedV1> published = published();
        softly.assertThat(changes).as("accounts with changes").isNotEmpty();
        softly.assertThat(rows.keySet()).as("accounts of readers").isEqualTo(verdicts.keySet());
        rows.forEach((account, row) -> {
            List<HealthChange> its = changes.getOrDefault(account, List.of());
            Verdict verdict = Objects.requireNonNull(verdicts.get(account), account);
            isUnbroken(account, its, softly);
            endsIn(account, its, row, softly);
            softly.assertThat(
                            List.of(
                                    verdict.sequence(),
                                    verdict.status().wireName(),
                                    "" + verdict.score().shown()))
                    .as("verdict of %s", account)
                    .isEqualTo(List.of((long) its.size(), row.status(), "" + row.shown()));
            AccountUpdatedV1 latest = published.get(account);
            softly.assertThat(latest == null ? null : Row.of(latest))
                    .as("what was published last of %s", account)
                    .isEqualTo(row);
        });
        softly.assertThat(rows.keySet()).containsAll(changes.keySet());
        historyIs(changes, softly);
    }

    private static void isUnbroken(
            String account, List<HealthChange> changes, SoftAssertions softly) {
        softly.assertThat(changes.stream().map(HealthChange::sequence).toList())
                .as("sequence of %s on the wire", account)
                .isEqualTo(LongStream.rangeClosed(1, changes.size()).boxed().toList());
        Status status = Status.UNKNOWN;
        for (HealthChange change : changes) {
            if (change instanceof StatusChangedV1 moved) {
                softly.assertThat(moved.from())
                        .as("where %s comes from in change %d", account, moved.sequence())
                        .isEqualTo(status);
                status = moved.to();
            }
        }
    }

    private static void endsIn(
            String account, List<HealthChange> changes, Row row, SoftAssertions softly) {
        Status status = Status.UNKNOWN;
        Integer shown = null;
        for (HealthChange change : changes) {
            if (change instanceof StatusChangedV1 moved) {
                status = moved.to();
            } else if (change instanceof ScoreChangedV1 scored) {
                shown = scored.health().shown();
            }
        }
        softly.assertThat(row.sequence()).as("row of %s", account).isEqualTo(changes.size());
        softly.assertThat(row.status()).as("row of %s", account).isEqualTo(status.wireName());
        softly.assertThat(row.shown()).as("row of %s", account).isEqualTo(shown);
    }

    /** By account in the order of the wire; what comes again by the same id is the same. */
    private Map<String, List<HealthChange>> changes(SoftAssertions softly) {
        var first = new LinkedHashMap<String, HealthChange>();
        for (Message message : messages(Topic.HEALTH_CHANGES)) {
            var change = (HealthChange) message;
            HealthChange before = first.putIfAbsent(change.messageId(), change);
            if (before != null) {
                softly.assertThat(change).as("what was sent again").isEqualTo(before);
            }
        }
        var changes = new TreeMap<String, List<HealthChange>>();
        first.values()
                .forEach(it ->
                        changes.computeIfAbsent(it.accountId().value(), _ -> new ArrayList<>())
                                .add(it));
        return changes;
    }

    private Map<String, AccountUpdatedV1> published() {
        var latest = new TreeMap<String, AccountUpdatedV1>();
        messages(Topic.ACCOUNTS)
                .forEach(it -> {
                    var updated = (AccountUpdatedV1) it;
                    latest.put(updated.accountId().value(), updated);
                });
        return latest;
    }

    /** What history says was told, and what was told, are the same messages. */
    private void historyIs(Map<String, List<HealthChange>> changes, SoftAssertions softly) {
        var wire = new TreeSet<String>();
        changes.values().forEach(its -> its.forEach(it -> wire.add(it.messageId())));
        List<String> stored =
                cluster.query(
                        "select jsonb_array_elements(messages)->>'id' from health_history",
                        row -> row.getString(1));
        softly.assertThat(stored).as("messages in history").doesNotHaveDuplicates();
        softly.assertThat(new TreeSet<>(stored)).as("messages in history").isEqualTo(wire);
    }

    private Map<String, Row> rows() {
        var rows = new TreeMap<String, Row>();
        cluster.query(
                "select * from account",
                row -> rows.put(row.getString("account_id"), Row.read(row)));
        return rows;
    }

    private Map<String, Verdict> verdicts() {
        var verdicts = new TreeMap<String, Verdict>();
        cluster.query(
                "select account_id, verdict from account_state where verdict is not null",
                row -> verdicts.put(row.getString(1), VerdictCodec.decode(row.getBytes(2))));
        return verdicts;
    }

    private List<Message> messages(Topic topic) {
        return Topics.messages(cluster.bootstrapServers(), topic);
    }
}
