package io.keepwell.scoring.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.judge.Judge;
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
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
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
class PolicyRoundIT {

    private static final Judge FIRST = TestPolicies.judge("first");
    private static final Judge SECOND = TestPolicies.judge("second");
    private static final int A_PAGE = 10;

    private final AccountId account = new AccountId("round-" + UUID.randomUUID());
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
    void shouldJudgeAnewWhoWasJudgedByPoliciesThatWereReplacedByTheFormerOnes() {
        // Given a whole round by the first, and an account that only the second have judged
        Folder folder = own.folder(FIRST);
        rounds(folder);
        folder.judgeBy(SECOND);
        fold(folder);
        assertThat(policyOf(account)).isEqualTo("second");

        // When
        folder.judgeBy(FIRST);
        rounds(folder);

        // Then
        assertThat(policyOf(account)).isEqualTo("first");
    }

    @Test
    void shouldJudgeAnewAlsoWhenAnotherOwnerFindsTheFormerPoliciesInForceAgain() {
        // Given
        Folder folder = own.folder(FIRST);
        rounds(folder);
        folder.judgeBy(SECOND);
        fold(folder);

        // When
        rounds(own.folder(FIRST));

        // Then
        assertThat(policyOf(account)).isEqualTo("first");
    }

    private void fold(Folder folder) {
        own.fold(
                folder,
                new LogRecord.Entry.Event(
                        Log.event(account, "engagement.nps-submitted", Map.of("value", 6))));
    }

    /** Steps until there is nothing to do. */
    private void rounds(Folder folder) {
        EventArchive nothingToReadBack =
                (_, _, _) -> {
                    throw new AssertionError("no run was closed");
                };
        boolean more = true;
        while (more) {
            more = own.step(folder, own.now(), nothingToReadBack);
        }
    }

    private String policyOf(AccountId id) {
        var rows =
                own.query(
                        "select verdict from account_state where part = $1 and account_id = $2",
                        Tuple.of(own.partition(), id.value()));
        return VerdictCodec.decode(rows.iterator().next().getBuffer(0).getBytes()).policyVersion();
    }
}
