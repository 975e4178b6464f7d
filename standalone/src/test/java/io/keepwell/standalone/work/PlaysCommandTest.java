package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A12 and A14 in the terminal. */
class PlaysCommandTest {

    private static final String PLAY = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e7f";
    private static final String TASK = "0f6cbb1c-7a1e-4a52-9a3a-5b1d1c9d2e80";

    private static final String WAITING =
            """
            {"taskId":"%s","accountId":"acme","state":"waiting","account":{"name":"Acme"},\
            "title":"Offer a concession","ownerRole":"csm","dueOn":"2026-11-10",\
            "overdue":false,"approval":{"role":"vp-cs"}}\
            """
                    .formatted(TASK);

    private static final String ANSWER =
            """
            {"playId":"%s","accountId":"acme","name":"Churn save plan","state":"running",\
            "account":{"name":"Acme"},"triggeredAt":"2026-11-03T09:00:00Z","taskCount":1,\
            "riskLevel":"critical","outcomes":["saved","lost"],"criteria":[\
            {"number":1,"text":"Executive meeting completed","met":true,"metBy":"dana"},\
            {"number":2,"text":"Renewal commitment obtained","met":false}],"tasks":[%s]}\
            """
                    .formatted(PLAY, WAITING);

    @RegisterExtension
    private final FakeDeployment deployment = new FakeDeployment(PlaysCommandTest::answer);

    @Test
    void shouldListWhatIsGoingOn() {
        int code = run();

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked()).containsExactly("GET /v1/plays?limit=25&state=running");
        assertThat(deployment.out()).contains("Churn save plan", "critical", "Acme", "1c9d2e7f");
    }

    @Test
    void shouldShowWhatIsMissingAndWhatWaitsForWhom() {
        int code = run("show", "2e7f");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.out())
                .contains("risk level critical", "by dana", "Renewal commitment obtained", "vp-cs");
    }

    @Test
    void shouldTickEachCriterionThatIsNamed() {
        int code = run("tick", PLAY, "1", "2");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .containsExactly(
                        "POST /v1/plays/%s/tick {\"criterion\": 1, \"met\": true}".formatted(PLAY),
                        "POST /v1/plays/%s/tick {\"criterion\": 2, \"met\": true}".formatted(PLAY));
    }

    @Test
    void shouldTakeATickBack() {
        int code = run("tick", PLAY, "2", "--undo");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .containsExactly(
                        "POST /v1/plays/%s/tick {\"criterion\": 2, \"met\": false}"
                                .formatted(PLAY));
    }

    @Test
    void shouldCloseAPlayWithItsOutcome() {
        int code = run("close", PLAY, "--outcome", "saved");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .containsExactly("POST /v1/plays/%s/close {\"outcome\":\"saved\"}".formatted(PLAY));
    }

    @Test
    void shouldFindTheTaskToApproveAmongThoseThatWait() {
        int code = deployment.run(tasks(), "approve", "2e80");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked()).first().asString().contains("/v1/tasks?", "state=waiting");
        assertThat(asked()).last().isEqualTo("POST /v1/tasks/%s/approve {}".formatted(TASK));
        assertThat(deployment.out()).contains("approved: Acme, Offer a concession");
    }

    @Test
    void shouldSayWhenTasksWaitForTheApprovalOfWhoAsks() {
        int code = deployment.run(tasks(), "--as", "Vera Moss");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked()).last().asString().contains("/v1/tasks?", "toApprove=true");
        assertThat(deployment.out())
                .contains(
                        "1 task waits for your approval: ./keepwell tasks --to-approve --as \"Vera"
                                + " Moss\"");
    }

    @Test
    void shouldListWhatWaitsForTheApprovalOfWhoAsks() {
        int code = deployment.run(tasks(), "--to-approve");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked()).singleElement().asString().contains("toApprove=true", "limit=25");
        assertThat(deployment.out())
                .contains("Offer a concession")
                .doesNotContain("for your approval");
    }

    private TasksCommand tasks() {
        return new TasksCommand(deployment::as, clock());
    }

    private int run(String... arguments) {
        return deployment.run(new PlaysCommand(deployment::as, clock()), arguments);
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-05T09:00:00Z"));
    }

    private List<String> asked() {
        return deployment.asked().stream()
                .map(it -> "%s %s".formatted(it, it.body()).strip())
                .toList();
    }

    private static String answer(FakeDeployment.Asked asked) {
        return switch (asked.path()) {
            case "/v1/plays" -> "{\"items\":[%s]}".formatted(ANSWER);
            case "/v1/tasks" -> "{\"items\":[%s]}".formatted(WAITING);
            case String path when path.startsWith("/v1/tasks/") -> WAITING;
            default -> ANSWER;
        };
    }
}
