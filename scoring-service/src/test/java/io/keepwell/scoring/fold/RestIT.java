package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.model.AccountId;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.TestPolicies;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over the service's tables, night by night. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class RestIT {

    private static final Judge JUDGE = TestPolicies.judge("first");
    private static final int A_PAGE = 10;

    private static final EventArchive NOTHING_TO_READ_BACK =
            (_, _, _) -> {
                throw new AssertionError("no run was closed");
            };

    /** The first one after an event looks whether the next may pass over the account. */
    private static final int FALLS_ASLEEP = 2;

    private final AccountId account = new AccountId("rest-" + UUID.randomUUID());
    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    private OwnFold own;
    private Folder folder;

    @BeforeEach
    void begin() {
        own =
                new OwnFold(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        A_PAGE);
        folder = own.folder(JUDGE);
        night(0);
        hear();
        night(1);
        night(FALLS_ASLEEP);
    }

    @AfterEach
    void end() {
        own.close();
    }

    @Test
    void shouldPassOverWhoRestsAndTakeNothingFromItsVerdict() {
        // Given
        Stored before = stored();

        // When
        night(FALLS_ASLEEP + 1);

        // Then
        assertThat(before.restsUntil()).isGreaterThan(day(FALLS_ASLEEP + 1));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldGoOnFromTheLastMidnightWhenAnEventEndsItsRest() {
        // Given
        night(FALLS_ASLEEP + 1);

        // When
        hear();

        // Then
        assertThat(stored().restsUntil()).isEqualTo(AccountCase.AWAKE);
        assertThat(stored().verdict().asOf())
                .isEqualTo(Days.begin(day(FALLS_ASLEEP + 1)).toEpochMilli());
    }

    @Test
    void shouldGoOnFromTheLastMidnightWithAnotherOwnerToo() {
        // Given
        night(FALLS_ASLEEP + 1);
        folder = own.folder(JUDGE);

        // When
        hear();

        // Then
        assertThat(stored().verdict().asOf())
                .isEqualTo(Days.begin(day(FALLS_ASLEEP + 1)).toEpochMilli());
    }

    @Test
    void shouldJudgeWhoRestsByOtherPolicies() {
        // When
        folder.judgeBy(TestPolicies.judge("second"));
        night(FALLS_ASLEEP + 1);

        // Then
        assertThat(stored().verdict().policyVersion()).isEqualTo("second");
    }

    @Test
    void shouldLeaveNobodyAsleepWhomAnUnfinishedRoundPutToRest() {
        // Given: other policies that come with a midnight, and go before all are judged by them
        for (int one = 0; one < 30; one++) {
            hear(new AccountId(own.id("many-%02d".formatted(one))));
        }
        Instant midnight = Days.begin(day(FALLS_ASLEEP + 1)).plus(Duration.ofSeconds(9));
        folder.judgeBy(TestPolicies.judge("second"));
        for (int page = 0; page < 2; page++) {
            assertThat(own.step(folder, midnight, NOTHING_TO_READ_BACK)).isTrue();
        }
        folder.judgeBy(JUDGE);
        assertThat(own.step(folder, midnight, NOTHING_TO_READ_BACK)).isTrue();
        assertThat(all()).anyMatch(it -> isBy("second", it) && it.restsUntil() > 0);

        // When
        night(FALLS_ASLEEP + 2);

        // Then
        assertThat(all()).hasSize(31).noneMatch(it -> isBy("second", it));
    }

    private static boolean isBy(String policies, Stored account) {
        return account.verdict().policyVersion().equals(policies);
    }

    private List<Stored> all() {
        var all = new ArrayList<Stored>();
        own.query(
                        "select verdict, rests_until from account_state where part = $1",
                        Tuple.of(own.partition()))
                .forEach(row -> all.add(stored(row)));
        return all;
    }

    /** What is kept of the account. */
    private record Stored(Verdict verdict, int restsUntil) {}

    private Stored stored() {
        Row row =
                own.query(
                                """
                                select verdict, rests_until from account_state
                                 where part = $1 and account_id = $2
                                """,
                                Tuple.of(own.partition(), account.value()))
                        .iterator()
                        .next();
        return stored(row);
    }

    private static Stored stored(Row row) {
        return new Stored(VerdictCodec.decode(row.getBuffer(0).getBytes()), row.getInteger(1));
    }

    private void hear() {
        hear(account);
    }

    private void hear(AccountId whom) {
        own.fold(
                folder,
                new LogRecord.Entry.Event(
                        Log.event(whom, "engagement.nps-submitted", Map.of("value", 6))));
    }

    /** Steps, a few seconds after a midnight, until there is nothing to do. */
    private void night(int number) {
        Instant at = number == 0 ? own.now() : Days.begin(day(number)).plus(Duration.ofSeconds(9));
        boolean more = true;
        while (more) {
            more = own.step(folder, at, NOTHING_TO_READ_BACK);
        }
    }

    private int day(int number) {
        return Days.of(own.now()) + number;
    }
}
