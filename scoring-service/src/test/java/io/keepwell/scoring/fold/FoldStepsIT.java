package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.engine.facts.Withdrawal;
import io.keepwell.engine.judge.Judge;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.keepwell.scoring.application.fold.Publication;
import io.keepwell.scoring.application.fold.StoreException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over the service's tables, step by step. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class FoldStepsIT {

    private static final Judge JUDGE = TestPolicies.judge();
    private static final SourceName TEST = new SourceName("test");
    private static final int A_PAGE = 2;

    private static final Publication PUBLICATION =
            new Publication(UUID::randomUUID, InstantSource.system());

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
                        A_PAGE);
    }

    @AfterEach
    void end() {
        own.close();
    }

    @Test
    void shouldPublishWhoWaitsLongestFirstAndNobodyTwiceASecond() {
        // Given: two a page
        Folder folder = own.folder(JUDGE);
        own.fold(folder, traits("a"), traits("b"), traits("c"));
        assertThat(folder.publish(own.now(), PUBLICATION)).as("there is more").isTrue();
        assertThat(unpublished()).containsExactly(own.id("c"));

        // When: one that was published changes again
        own.fold(folder, traits("a"));
        boolean isMore = folder.publish(own.now().plusMillis(999), PUBLICATION);

        // Then
        assertThat(isMore).isFalse();
        assertThat(unpublished()).containsExactly(own.id("a"));
        var _ = folder.publish(own.now().plusMillis(1_000), PUBLICATION);
        assertThat(unpublished()).isEmpty();
    }

    @Test
    void shouldForgetByWhatWasJudgedBeforeThePastThatIsKeptButForTheLast() {
        // Given: two from before, and one since
        for (int days : List.of(900, 401, 399)) {
            own.query(
                    "insert into reporting_view (part, next_offset, noted_at, reporting) values"
                            + " ($1, $2, $3, '')",
                    Tuple.of(
                            own.partition(),
                            1_000L - days,
                            own.now().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC)));
        }

        own.folder(JUDGE).forget(own.now());

        var left = new ArrayList<Long>();
        own.query(
                        "select next_offset from reporting_view where part = $1 order by id",
                        Tuple.of(own.partition()))
                .forEach(row -> left.add(row.getLong(0)));
        assertThat(left).containsExactly(1_000L - 401, 1_000L - 399);
    }

    @Test
    void shouldTellThePastLaterWhileTheLogCannotBeReadBack() {
        // Given: a run that is closed
        Folder folder = own.folder(JUDGE);
        CustomerEventV1 event =
                Log.event(
                        new AccountId(own.id("a")),
                        "engagement.nps-submitted",
                        own.now().minus(Duration.ofDays(3)),
                        Map.of("value", 6, "backfill", "run"));
        own.fold(
                folder,
                new LogRecord.Entry.Opened(
                        new BackfillOpenedV1("run", own.partition(), TEST, own.now())),
                new LogRecord.Entry.Event(event),
                new LogRecord.Entry.Closed(
                        new BackfillClosedV1("run", own.partition(), TEST, own.now())));
        EventArchive away =
                (_, _, _) -> {
                    throw new EventArchive.UnavailableException("too many read", null);
                };
        EventArchive back = (_, _, each) -> each.accept(new EventArchive.Archived(1, event));

        // When
        boolean isMore = own.step(folder, own.now(), away);
        boolean isMoreAtOnce = own.step(folder, own.now(), back);
        boolean wasReconstructing = folder.owned().iterator().next().isReconstructing();
        boolean isMoreLater = own.step(folder, own.now().plus(Duration.ofMinutes(1)), back);

        // Then
        assertThat(List.of(isMore, isMoreAtOnce, wasReconstructing, isMoreLater))
                .containsExactly(false, false, true, true);
        assertThat(folder.owned().iterator().next().isReconstructing()).isFalse();
        assertThat(unpublished()).containsExactly(own.id("a"));
    }

    @Test
    void shouldWriteNothingOnceAnotherHasTakenOver() {
        // Given
        Folder former = own.folder(JUDGE);
        own.fold(former, traits("a"));
        Folder _ = own.folder(JUDGE);

        // When
        assertThatThrownBy(() -> own.fold(former, traits("b")))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fenced");
        assertThat(unpublished()).containsExactly(own.id("a"));
        assertThat(accepted()).isOne();
    }

    /** As when a commit went through, and its answer did not. */
    @Test
    void shouldWriteNothingFromAPositionThatIsNotTheStoredOne() {
        // Given
        Folder folder = own.folder(JUDGE);
        var _ =
                own.query(
                        "update fold_partition set next_offset = next_offset + 1 where part = $1",
                        Tuple.of(own.partition()));

        // When
        assertThatThrownBy(() -> own.fold(folder, traits("a")))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fenced");
        assertThat(unpublished()).isEmpty();
        assertThat(accepted()).isZero();
    }

    /** As when a service starts for the first time and finds a log that was written before. */
    @Test
    void shouldKnowWhatWasSentAgainInALogThatIsReadLongAfterwards() {
        // Given
        Folder folder = own.folder(JUDGE);
        Instant received = own.now().minus(Duration.ofDays(3));
        own.fold(folder, session(received));
        folder.forget(own.now());

        // When
        own.fold(folder, session(received.plusSeconds(60)));
        own.fold(own.folder(JUDGE), session(received.plusSeconds(120)));

        // Then
        assertThat(accepted()).isEqualTo(3);
        assertThat(counted("duplicate")).isEqualTo(2);
    }

    @Test
    void shouldJudgeTheNextRequestOnWhatABackfillHasBroughtMeanwhile() {
        // Given an account in hand that nobody has asked for a rating, where others were
        Folder folder = own.folder(JUDGE);
        own.fold(folder, event("others", "engagement.nps-submitted", Map.of("value", 5)));
        own.fold(folder, event("a", "usage.session-started", Map.of("actor", "user")));
        assertThat(measured("a", "nps")).isFalse();
        own.fold(
                folder,
                opened(),
                event("a", "engagement.nps-submitted", Map.of("value", 9, "backfill", "run")));

        own.fold(folder, event("a", "usage.session-started", Map.of("actor", "user")));

        assertThat(measured("a", "nps")).isTrue();
    }

    @Test
    void shouldJudgeARequestOnAllOfItWithoutWhatItTakesBack() {
        // Given
        var log = new ArrayList<LogRecord.Entry>();
        Folder folder = own.folder(JUDGE, archive(log));
        log.add(event("a", "engagement.nps-submitted", Map.of("id", "wrong", "value", 9)));
        own.fold(folder, log.getLast());
        assertThat(measured("a", "nps")).isTrue();

        // When
        Instant receivedAt = own.now().plusSeconds(5);
        LogRecord.Entry back = withdrawal("back", "wrong", receivedAt);
        log.addAll(List.of(session(receivedAt), back));
        own.fold(folder, session(receivedAt), back);

        // Then
        assertThat(measured("a", "nps")).isFalse();
        assertThat(measured("a", "sessions")).isTrue();
    }

    @Test
    void shouldLeaveWhatABackfillTakesBackToBeJudgedWhenItIsClosed() {
        // Given
        var log = new ArrayList<LogRecord.Entry>();
        Folder folder = own.folder(JUDGE, archive(log));
        log.add(event("a", "engagement.nps-submitted", Map.of("id", "wrong", "value", 9)));
        log.add(opened());
        log.add(
                event(
                        "a",
                        "account.event-withdrawn",
                        Map.of("eventId", "wrong", "backfill", "run")));
        log.forEach(it -> own.fold(folder, it));
        assertThat(measured("a", "nps")).isTrue();

        // When
        own.fold(
                folder,
                new LogRecord.Entry.Closed(
                        new BackfillClosedV1("run", own.partition(), TEST, own.now())));
        boolean _ = own.step(folder, own.now(), archive(log));

        // Then
        assertThat(measured("a", "nps")).isFalse();
    }

    /** All that was folded, from the first on. */
    private static EventArchive archive(List<LogRecord.Entry> log) {
        return (_, offsets, each) ->
                offsets.forEach(it -> {
                    var entry = (LogRecord.Entry.Event) log.get(it.intValue());
                    each.accept(new EventArchive.Archived(it, entry.event()));
                });
    }

    @Test
    void shouldPutAsideWhatTakesMoreBackThanAnAccountMayKnowOf() {
        Folder folder = own.folder(JUDGE);
        Instant receivedAt = own.now();
        var backs = new ArrayList<LogRecord.Entry>();
        for (int number = 0; number < Withdrawal.MAX; number++) {
            backs.add(withdrawal("back-" + number, "event-" + number, receivedAt));
        }
        own.fold(folder, backs.toArray(LogRecord.Entry[]::new));

        own.fold(
                folder,
                withdrawal("beyond", "one-more", receivedAt.plusSeconds(1)),
                withdrawal("known", "event-7", receivedAt.plusSeconds(1)),
                withdrawal("back-7", "event-7", receivedAt.plusSeconds(1)));

        assertThat(counted("folded")).isEqualTo(Withdrawal.MAX + 1);
        assertThat(counted("duplicate")).isEqualTo(1);
        assertThat(counted("quarantined")).isEqualTo(1);
        var reasons = new ArrayList<String>();
        own.query(
                        "select event_id || ' ' || reason from quarantine where account_id = $1",
                        Tuple.of(own.id("a")))
                .forEach(row -> reasons.add(row.getString(0)));
        assertThat(reasons).containsExactly("beyond too-many-withdrawn");
    }

    private LogRecord.Entry withdrawal(String id, String eventId, Instant receivedAt) {
        return new LogRecord.Entry.Event(
                new CustomerEventV1(
                        id,
                        TEST,
                        new AccountId(own.id("a")),
                        new EventType("account.event-withdrawn"),
                        receivedAt,
                        receivedAt,
                        null,
                        null,
                        new Attributes(Map.of("eventId", new AttributeValue.Text(eventId))),
                        null));
    }

    private LogRecord.Entry event(String account, String type, Map<String, Object> more) {
        return new LogRecord.Entry.Event(Log.event(new AccountId(own.id(account)), type, more));
    }

    private LogRecord.Entry opened() {
        return new LogRecord.Entry.Opened(
                new BackfillOpenedV1("run", own.partition(), TEST, own.now()));
    }

    /** Whether an account's verdict has a value for a measure. */
    private boolean measured(String account, String measure) {
        var id = new AccountId(own.id(account));
        return own
                .store()
                .accounts(own.partition(), List.of(id))
                .get(id)
                .verdict()
                .score()
                .measures()
                .stream()
                .anyMatch(it -> it.measure().equals(measure) && it.value() != null);
    }

    private LogRecord.Entry session(Instant receivedAt) {
        return new LogRecord.Entry.Event(
                new CustomerEventV1(
                        "sent-again",
                        TEST,
                        new AccountId(own.id("a")),
                        new EventType("usage.session-started"),
                        receivedAt,
                        receivedAt,
                        "user",
                        null,
                        Attributes.NONE,
                        null));
    }

    private long accepted() {
        return counted("accepted");
    }

    private long counted(String what) {
        return own.query(
                        "select %s from fold_partition where part = $1".formatted(what),
                        Tuple.of(own.partition()))
                .iterator()
                .next()
                .getLong(0);
    }

    private LogRecord.Entry traits(String account) {
        return new LogRecord.Entry.Event(
                Log.event(
                        new AccountId(own.id(account)),
                        "account.updated",
                        Map.of("name", "" + UUID.randomUUID())));
    }

    private List<String> unpublished() {
        var ids = new ArrayList<String>();
        own.query(
                        "select account_id from account where part = $1 and unpublished"
                                + " order by account_id",
                        Tuple.of(own.partition()))
                .forEach(row -> ids.add(row.getString(0)));
        return ids;
    }
}
