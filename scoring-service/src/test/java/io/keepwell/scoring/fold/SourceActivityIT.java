package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.source.Silence;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.source.Hours;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over the service's tables, step by step. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class SourceActivityIT {

    private static final Judge JUDGE = TestPolicies.judge();

    /** No policy asks for it, so the service's own fold is not disturbed. */
    private static final String KIND = "weather";

    private final SourceName source =
            new SourceName("source-" + UUID.randomUUID().toString().substring(0, 8));

    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    private OwnFold own;

    @BeforeEach
    void begin() {
        own =
                new OwnFold(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        10);
    }

    @AfterEach
    void end() {
        own.query("delete from source_activity where source = $1", Tuple.of(source.value()));
        own.close();
    }

    @Test
    void shouldCountWhatASourceSentWithHowLateItWas() {
        Folder folder = own.folder(JUDGE);
        Instant at = own.now().minusSeconds(10);

        own.fold(
                folder,
                event("a", at.minusSeconds(5), at, null),
                event("b", at.minusSeconds(1), at, null));
        own.fold(folder, event("a", at.minusSeconds(5), at, null));

        Row sent = sent();
        assertThat(sent.getInteger("hour")).isEqualTo(Hours.of(at));
        assertThat(sent.getString("kind")).isEqualTo(KIND);
        assertThat(sent.getLong("events")).as("one came twice").isEqualTo(3);
        assertThat(sent.getLong("delay_millis")).isEqualTo(11_000);
        assertThat(sent.getLong("delay_millis_max")).isEqualTo(5_000);
        assertThat(sent.getLong("lag_millis")).isEqualTo(30_000);
        assertThat(sent.getOffsetDateTime("last_event_at").toInstant())
                .isEqualTo(at.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void shouldNotTakeABackfillForSignsOfLife() {
        Folder folder = own.folder(JUDGE);

        own.fold(folder, event("a", own.now(), own.now(), "run"));

        assertThat(activity()).isZero();
    }

    @Test
    void shouldFreezeWhatASourceReportsThatIsSilentAsFarAsAllWasRead() {
        int last = Hours.of(own.now()) - 30;
        for (int hour = last - 20 * 24; hour <= last; hour++) {
            own.query(
                    """
                    insert into source_activity values ($1, $2, $3, $4, 999, 1, $5, 0, 0, 0, 0)
                    """,
                    Tuple.of(
                            source.value(),
                            hour,
                            KIND,
                            Topic.CUSTOMER_EVENTS.topicName(),
                            Hours.begin(hour).atOffset(ZoneOffset.UTC)));
        }
        int day = Math.floorDiv(last, 24);

        allRead(Hours.begin(last + 3));
        assertThat(silence()).isEqualTo(new Silence(Map.of(), Set.of(KIND)));

        allRead(Hours.begin(last + 3).plusMillis(1));
        assertThat(silence().frozen()).containsOnly(Map.entry(KIND, day));
    }

    @Test
    void shouldWriteDownOnlyOfPartitionsThatWereReadToTheirEnd() {
        Folder folder = own.folder(JUDGE);
        own.fold(folder, event("a", own.now(), own.now(), null));

        folder.observe(Map.of(own.partition(), 2L), own.now());
        assertThat(caughtUpAt()).isNull();

        folder.observe(Map.of(), own.now());
        assertThat(caughtUpAt()).as("the broker did not answer").isNull();

        folder.observe(Map.of(own.partition(), 1L), own.now());
        assertThat(caughtUpAt()).isNotNull();
    }

    @Test
    void shouldForgetWhatWasSentLongAgoButTheLast() {
        Folder folder = own.folder(JUDGE);
        Instant longAgo = own.now().minus(Duration.ofDays(61));
        own.fold(folder, event("a", longAgo, longAgo, null));
        own.fold(folder, event("b", longAgo.plusSeconds(7_200), longAgo.plusSeconds(7_200), null));

        folder.forget(own.now());

        assertThat(sent().getInteger("hour")).isEqualTo(Hours.of(longAgo) + 2);
    }

    /** Of this test's kind, as whoever folds hears it. */
    private Silence silence() {
        Silence all = own.store().silence();
        return new Silence(
                all.frozen().containsKey(KIND) ? Map.of(KIND, all.frozen().get(KIND)) : Map.of(),
                all.regular().contains(KIND) ? Set.of(KIND) : Set.of());
    }

    private void allRead(Instant until) {
        for (String table : new String[] {"fold_partition", "identity_partition"}) {
            own.query(
                    "update %s set caught_up_at = $1".formatted(table),
                    Tuple.of(until.atOffset(ZoneOffset.UTC)));
        }
    }

    private Row sent() {
        assertThat(activity()).isOne();
        return own.query(
                        "select * from source_activity where source = $1", Tuple.of(source.value()))
                .iterator()
                .next();
    }

    private int activity() {
        return own.query(
                        "select * from source_activity where source = $1", Tuple.of(source.value()))
                .size();
    }

    private @Nullable Object caughtUpAt() {
        return own.query(
                        "select caught_up_at from fold_partition where part = $1",
                        Tuple.of(own.partition()))
                .iterator()
                .next()
                .getOffsetDateTime(0);
    }

    private LogRecord.Entry event(
            String id, Instant occurredAt, Instant receivedAt, @Nullable String backfill) {
        return new LogRecord.Entry.Event(
                new CustomerEventV1(
                        id,
                        source,
                        new AccountId(own.id("account")),
                        new EventType(KIND + ".rained"),
                        occurredAt,
                        receivedAt,
                        null,
                        null,
                        Attributes.NONE,
                        backfill));
    }
}
