package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsCommandTest {

    private static final String ID = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e7f";
    private static final String ALERT =
            """
            {"alertId":"%s","accountId":"acme","rule":{"id":"health-red","version":"v1"},\
            "severity":"high","state":"open","account":{"name":"Acme"},"summary":"in red",\
            "firings":1,"openedAt":"2026-11-03T09:00:00Z","respondBy":"2026-11-04T09:00:00Z",\
            "overdue":false,"escalationStep":2,"involved":["cs-manager"]}\
            """
                    .formatted(ID);

    @RegisterExtension
    private final FakeDeployment deployment =
            new FakeDeployment(it ->
                    it.path().equals("/v1/alerts") ? "{\"items\":[%s]}".formatted(ALERT) : ALERT);

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "    ", "e7f"})
    void shouldNotTakeTheOnlyAlertForTheOneThatIsMeantByAlmostNothing(String id) {
        int code = run("resolve", id, "--reason", "done");

        assertThat(code).isEqualTo(1);
        assertThat(deployment.err()).contains("too little");
        assertThat(deployment.asked()).isEmpty();
    }

    /** A11. */
    @Test
    void shouldShowTheStepOfTheLadderAndWhoIsInvolved() {
        int code = run();

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.out()).contains("STEP", "INVOLVED", "2  cs-manager");
    }

    @Test
    void shouldTakeTheEndOfAnId() {
        int code = run("resolve", "2e7f", "--reason", "done");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.asked())
                .extracting(FakeDeployment.Asked::toString)
                .contains("POST /v1/alerts/%s/resolve".formatted(ID));
        assertThat(deployment.out()).contains("resolved: Acme, in red");
    }

    @Test
    void shouldActAsWhoIsNamedBeforeWhatIsToBeDone() {
        int code = run("--as", "Dana Li", "acknowledge", ID);

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.seenAs()).containsExactly("Dana Li");
    }

    @Test
    void shouldAnswerAsJsonWhenAskedBeforeWhatIsToBeDone() {
        int code = run("--json", "acknowledge", ID);

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.out().strip()).startsWith("{").contains(ID);
    }

    private int run(String... arguments) {
        return deployment.run(
                new AlertsCommand(deployment::as, InstantSource.fixed(Instant.EPOCH)), arguments);
    }
}
