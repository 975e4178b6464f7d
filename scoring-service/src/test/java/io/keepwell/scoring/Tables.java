package io.keepwell.scoring;

import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Place;
import io.keepwell.engine.facts.ChunkKey;
import io.keepwell.engine.judge.Reasons;
import io.keepwell.engine.judge.Snapshots;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.adapter.postgres.HistoryJson;
import io.keepwell.scoring.application.Offsets;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes stories to the log and what comes of them to the tables, as the fold does. */
public final class Tables {

    /** How many of an account's offsets are kept in one row. */
    private static final int STRETCH = 5;

    private Tables() {}

    /** Where a story lies, and what came of it. */
    public record Kept(Story story, int partition, List<Long> offsets, Story.Told told) {}

    /** Writes a story. */
    public static Kept write(Story story) {
        List<RecordMetadata> written = publish(story);
        int partition = written.getFirst().partition();
        List<Long> offsets = written.stream().map(RecordMetadata::offset).toList();
        Story.Told told =
                story.told(
                        offsets.stream().map(offset -> new Place(partition, offset + 1)).toList());
        var kept = new Kept(story, partition, offsets, told);
        try (Connection database = ReadingInfra.database()) {
            state(database, kept);
            facts(database, kept);
            account(database, kept);
            for (Change change : told.changes()) {
                history(database, kept, change, false, false);
            }
            index(database, kept);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return kept;
    }

    /** Runs a statement of the test's own. */
    public static void run(String sql, @Nullable Object... values) {
        try (Connection database = ReadingInfra.database()) {
            update(database, sql, values);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<RecordMetadata> publish(Story story) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", ReadingInfra.servers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var sent =
                    story.events().stream()
                            .map(event ->
                                    producer.send(
                                            ContractRecords.producerRecord(
                                                    event, event.receivedAt())))
                            .toList();
            producer.flush();
            return sent.stream().map(Future::resultNow).toList();
        }
    }

    private static void state(Connection database, Kept kept) throws SQLException {
        int events = kept.offsets().size();
        update(
                database,
                """
                INSERT INTO account_state (part, account_id, verdict, accepted, folded, duplicate,
                    too_late, quarantined) VALUES (?, ?, ?, ?, ?, 2, 1, 0)
                """,
                kept.partition(),
                kept.story().id(),
                VerdictCodec.encode(kept.told().verdict()),
                events + 3L,
                (long) events);
    }

    private static void facts(Connection database, Kept kept) throws SQLException {
        for (Map.Entry<ChunkKey, byte[]> row : kept.told().rows().entrySet()) {
            update(
                    database,
                    "INSERT INTO %s (part, account_id, key, value) VALUES (?, ?, ?, ?)"
                            .formatted(row.getKey().isOfMembers() ? "fact_member" : "fact"),
                    kept.partition(),
                    kept.story().id(),
                    row.getKey().text(),
                    row.getValue());
        }
    }

    private static void account(Connection database, Kept kept) throws SQLException {
        Verdict verdict = kept.told().verdict();
        AccountSnapshot who = kept.told().changes().getLast().account();
        update(
                database,
                """
                INSERT INTO account (account_id, part, sequence, name, segment, stage, arr, csm, team,
                    renewal_date, status, score, shown, risk, overridden, coverage, scorecard_id,
                    scorecard_version, signals, main_driver, as_of, updated_at, unpublished)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)
                """,
                kept.story().id(),
                kept.partition(),
                verdict.sequence(),
                who.name(),
                who.segment(),
                who.stage(),
                who.arr(),
                who.csm(),
                who.team(),
                who.renewalDate(),
                verdict.status().wireName(),
                verdict.score().exact(),
                verdict.score().shown(),
                Snapshots.risk(verdict),
                verdict.score().override().isPresent(),
                verdict.score().coverage(),
                verdict.scorecard().id(),
                verdict.scorecard().version(),
                verdict.signals().keySet().toArray(String[]::new),
                Reasons.mainDriver(verdict, TestPolicies.card()).orElse(null),
                time(verdict.asOf()),
                time(verdict.asOf()));
    }

    /** Writes a row of history. */
    public static void history(
            Connection database,
            Kept kept,
            Change change,
            boolean reconstructed,
            boolean superseded)
            throws SQLException {
        Verdict verdict = change.verdict();
        JsonObject causeEvent = HistoryJson.causeEvent(change.cause());
        update(
                database,
                """
                INSERT INTO health_history (account_id, changed_at, sequence, status, score, shown,
                    cause, cause_event, parts, messages, policy_version, verdict, part, next_offset,
                    committed_at, reconstructed, superseded, previous_score)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                kept.story().id(),
                time(verdict.asOf()),
                verdict.sequence(),
                verdict.status().wireName(),
                verdict.score().exact(),
                verdict.score().shown(),
                change.cause().kind().wireName(),
                causeEvent == null ? null : causeEvent.encode(),
                HistoryJson.parts(change.parts()).encode(),
                HistoryJson.messages(change.messages()).encode(),
                verdict.policyVersion(),
                VerdictCodec.encode(verdict),
                change.cause().partition(),
                change.cause().nextOffset(),
                time(verdict.asOf() + 20),
                reconstructed,
                superseded,
                change.previousScore());
    }

    private static void index(Connection database, Kept kept) throws SQLException {
        List<Long> offsets = kept.offsets();
        for (int from = 0; from < offsets.size(); from += STRETCH) {
            List<Long> stretch = offsets.subList(from, Math.min(from + STRETCH, offsets.size()));
            update(
                    database,
                    """
                    INSERT INTO event_index (part, account_id, first_offset, last_offset,
                        received_day, events, gaps) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    kept.partition(),
                    kept.story().id(),
                    stretch.getFirst(),
                    stretch.getLast(),
                    0,
                    stretch.size(),
                    Offsets.encode(stretch));
        }
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static void update(Connection database, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null) {
                    statement.setNull(i + 1, Types.NULL);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            int _ = statement.executeUpdate();
        }
    }
}
