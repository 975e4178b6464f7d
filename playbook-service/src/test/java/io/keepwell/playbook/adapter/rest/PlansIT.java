package io.keepwell.playbook.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.HealthChange;
import io.keepwell.playbook.Log;
import io.keepwell.playbook.PlaybookInfra;
import io.keepwell.playbook.Tables;
import io.keepwell.playbook.TestHealth;
import io.keepwell.playbook.TestPlays;
import io.keepwell.playbook.application.Change;
import io.keepwell.playbook.application.FollowAccounts;
import io.keepwell.playbook.application.OpenWaiting;
import io.keepwell.playbook.application.ReactToHealth;
import io.keepwell.playbook.application.WorkStore;
import io.keepwell.playbook.domain.WorkCalendar;
import io.keepwell.runtime.security.Scope;
import io.keepwell.runtime.testing.Remains;
import io.keepwell.runtime.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Save plans: what waits for leave or for its week, what is met, what came of it. */
@QuarkusTest
@WithTestResource(PlaybookInfra.class)
class PlansIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject ReactToHealth reactToHealth;
    @Inject FollowAccounts followAccounts;
    @Inject WorkStore store;
    @Inject WorkCalendar calendar;

    /** Unlike any other test's. */
    private final String csm = "csm-" + UUID.randomUUID();

    private final TestHealth health =
            new TestHealth(
                    "acme-" + UUID.randomUUID(),
                    TestHealth.account(csm, "team-" + csm, "10"),
                    TestHealth.LONG_AGO);

    private final String account = health.accountId().value();

    @BeforeEach
    void beginAPlan() {
        TestCallers.become("vera", new Scope.All(), true);
        react(health.raises(TestPlays.IN_DANGER));
    }

    @AfterEach
    void leave() {
        TestTokens.leave();
    }

    /** A12. */
    @Test
    void shouldOpenATaskOnceItIsApproved() {
        // Given
        assertThat(steps("open")).containsExactly("executive-call");
        assertThat(steps("waiting")).containsExactly("concessions", "value-assessment");
        String task = task("concessions");
        Response tooSoon = post("/v1/tasks/" + task + "/complete", Map.of("outcome", "10 %"));
        assertThat(tooSoon.statusCode()).isEqualTo(409);
        assertThat(tooSoon.jsonPath().getString("detail")).contains("approval of vp-cs");

        // When
        Response approved = post("/v1/tasks/" + task + "/approve", Map.of("note", "5 % at most"));
        Response again = post("/v1/tasks/" + task + "/approve", Map.of());

        // Then
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(approved.jsonPath().getString("state")).isEqualTo("open");
        assertThat(approved.jsonPath().getString("approval.decision")).isEqualTo("approved");
        assertThat(approved.jsonPath().getString("approval.decidedBy")).isEqualTo("vera");
        assertThat(approved.jsonPath().getString("approval.note")).isEqualTo("5 % at most");
        assertThat(again.asString()).isEqualTo(approved.asString());
        assertThat(post("/v1/tasks/" + task + "/refuse", Map.of("reason", "no")).statusCode())
                .isEqualTo(409);
        assertThat(post("/v1/tasks/" + task + "/complete", Map.of("outcome", "10 %")).statusCode())
                .isEqualTo(200);
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "task concessions approved",
                "task concessions opened",
                "task concessions completed");
    }

    /** A12. */
    @Test
    void shouldCancelATaskThatIsRefused() {
        String task = task("concessions");

        Response refused = post("/v1/tasks/" + task + "/refuse", Map.of("reason", "no money"));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(200);
        assertThat(refused.jsonPath().getString("state")).isEqualTo("cancelled");
        assertThat(refused.jsonPath().getString("reason")).isEqualTo("vera refused it: no money");
        assertThat(post("/v1/tasks/" + task + "/refuse", Map.of("reason", "no")).asString())
                .isEqualTo(refused.asString());
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "task concessions refused",
                "task concessions cancelled");
    }

    /** A12: whoever does the work does not approve it. */
    @Test
    void shouldLetNobodyApproveWhoIsNotNamedForItAndNoLead() {
        String task = task("concessions");

        TestCallers.become(csm, new Scope.Own(csm), false);
        Response own = post("/v1/tasks/" + task + "/approve", Map.of());
        TestCallers.become("sam", new Scope.Own("sam"), false);
        Response stranger = post("/v1/tasks/" + task + "/approve", Map.of());

        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.jsonPath().getString("detail")).contains("only vp-cs or a lead");
        assertThat(stranger.statusCode()).isEqualTo(404);
    }

    /** A12: a lead who has the task to do asks somebody else, and may refuse it. */
    @Test
    void shouldLetNobodyApproveWhatTheyDoThemselves() {
        String task = task("concessions");

        TestCallers.become(csm, new Scope.Own(csm), true);
        Response approved = post("/v1/tasks/" + task + "/approve", Map.of());
        Response refused = post("/v1/tasks/" + task + "/refuse", Map.of("reason", "no money"));

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(403);
        assertThat(approved.jsonPath().getString("detail")).contains("what they do themselves");
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(200);
    }

    @Test
    void shouldRefuseToApproveWhatNeedsNoLeave() {
        Response answer = post("/v1/tasks/" + task("executive-call") + "/approve", Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("detail")).contains("needs no approval");
        assertThat(post("/v1/tasks/" + task("concessions") + "/refuse", Map.of()).statusCode())
                .isEqualTo(422);
    }

    /** L4. */
    @Test
    void shouldOpenATaskOnItsDayOnce() throws Throwable {
        // Given
        Tables.update(
                "update task set opens_on = opens_on - 30 where account_id = ? and step ="
                        + " 'value-assessment'",
                account);
        var waiting = new OpenWaiting(store, calendar, InstantSource.system(), UUID::randomUUID);

        // When the service looks for it, and another one does
        for (int round = 0; round < 2; round++) {
            while (VertxContextSupport.subscribeAndAwait(waiting::run)) {
                // There is more.
            }
        }

        // Then
        assertThat(steps("open")).containsExactly("executive-call", "value-assessment");
        assertThat(steps("waiting")).as("nobody has approved it").containsExactly("concessions");
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "task value-assessment opened");
    }

    /** A14: "saved" needs all three. */
    @Test
    void shouldCloseAsSavedOnlyWhenAllCriteriaAreMet() {
        // Given
        String play = play();
        assertThat(tick(play, 1, true).statusCode()).isEqualTo(200);
        assertThat(tick(play, 3, true).statusCode()).isEqualTo(200);

        // When
        Response tooSoon = close(play, "saved");
        assertThat(tick(play, 2, true).statusCode()).isEqualTo(200);
        Response saved = close(play, "saved");

        // Then
        assertThat(tooSoon.statusCode()).isEqualTo(409);
        assertThat(tooSoon.jsonPath().getString("detail"))
                .isEqualTo(
                        "'saved' needs every success criterion, and these are not met: 2 (Concerns"
                                + " documented and addressed); tick what has come about, or close"
                                + " the play as 'lost'");
        assertThat(saved.statusCode()).as(saved.asString()).isEqualTo(200);
        JsonPath closed = saved.jsonPath();
        assertThat(closed.getString("state")).isEqualTo("closed");
        assertThat(closed.getString("outcome")).isEqualTo("saved");
        assertThat(closed.getString("closedBy")).isEqualTo("vera");
        assertThat(closed.getString("riskLevel")).isEqualTo("critical");
        assertThat(closed.getList("outcomes")).containsExactly("saved", "lost");
        assertThat(closed.getList("criteria.met")).containsExactly(true, true, true);
        assertThat(closed.getList("tasks.state", String.class)).containsOnly("cancelled");
        assertThat(close(play, "saved").asString()).isEqualTo(saved.asString());
        assertThat(close(play, "lost").statusCode()).isEqualTo(409);
        assertThat(tick(play, 1, false).statusCode()).isEqualTo(409);
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "play save-plan ticked",
                "play save-plan ticked",
                "play save-plan ticked",
                "play save-plan closed",
                "task executive-call cancelled",
                "task concessions cancelled",
                "task value-assessment cancelled");
    }

    @Test
    void shouldTellATickOnce() {
        String play = play();
        tick(play, 2, true);
        Response again = tick(play, 2, true);
        Response back = tick(play, 2, false);

        assertThat(again.jsonPath().getString("criteria[1].metBy")).isEqualTo("vera");
        assertThat(back.jsonPath().getList("criteria.met")).containsExactly(false, false, false);
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "play save-plan ticked",
                "play save-plan ticked");
    }

    /** A14: whether an account was saved may be known only once it does better. */
    @Test
    void shouldCloseWhatHasExited() {
        String play = play();
        react(health.clears(TestPlays.IN_DANGER));

        Response lost = close(play, "lost");

        assertThat(lost.statusCode()).as(lost.asString()).isEqualTo(200);
        assertThat(lost.jsonPath().getString("outcome")).isEqualTo("lost");
        assertThat(lost.jsonPath().getString("reason")).isEqualTo("we tried");
        // And the play may begin anew.
        react(health.raises(TestPlays.IN_DANGER));
        assertThat(play()).isNotEqualTo(play);
    }

    /** A14: whoever had a task of it may say what came of it, whoever's the account is. */
    @Test
    void shouldHearWhoHadATaskAlsoOnceItHasEnded() {
        // Given a task of somebody who is not the account's manager
        String play = play();
        String kim = "kim-" + csm;
        assertThat(
                        post(
                                        "/v1/tasks/" + task("executive-call") + "/reassign",
                                        Map.of("owner", kim))
                                .statusCode())
                .isEqualTo(200);
        react(health.clears(TestPlays.IN_DANGER));

        // When
        TestCallers.become(kim, new Scope.Own(kim), false);
        Response ticked = tick(play, 1, true);
        Response closed = close(play, "lost");
        Response again = close(play, "lost");

        // Then
        assertThat(ticked.statusCode()).as(ticked.asString()).isEqualTo(200);
        assertThat(closed.statusCode()).as(closed.asString()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(closed.asString());
        TestCallers.become("sam", new Scope.Own("sam"), false);
        assertThat(close(play, "lost").statusCode()).isEqualTo(404);
    }

    /** A12: a manager's leave is the present manager's to give. */
    @Test
    void shouldAskTheNewManagerForLeaveAndNoLongerTheFormer() {
        // Given a task of kim's that waits for the manager's leave
        String kim = "kim-" + csm;
        String next = "next-" + csm;
        Tables.update(
                "update task set approval_role = 'csm', approver = ?, owner = ? where account_id ="
                        + " ? and step = 'concessions'",
                csm,
                kim,
                account);
        String task = task("concessions");

        // When
        AccountUpdatedV1 handedOver =
                health.with(TestHealth.account(next, "team-" + csm, "10")).updated();
        run(() -> followAccounts.on(List.of(handedOver)));

        // Then
        TestCallers.become(csm, new Scope.Own(csm), false);
        assertThat(post("/v1/tasks/" + task + "/approve", Map.of()).statusCode()).isEqualTo(404);
        assertThat(toApprove()).isEmpty();
        TestCallers.become(next, new Scope.Own(next), false);
        assertThat(toApprove()).containsExactly("concessions");
        Response approved = post("/v1/tasks/" + task + "/approve", Map.of());
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(approved.jsonPath().getString("approval.approver")).isEqualTo(next);
        awaitTold(
                "play save-plan started",
                "task executive-call opened",
                "task concessions waiting",
                "task value-assessment waiting",
                "task executive-call reassigned",
                "task concessions reassigned",
                "task value-assessment reassigned",
                "task concessions approved",
                "task concessions opened");
    }

    /** A12: what waits for nobody in particular waits for a lead. */
    @Test
    void shouldListWhatWaitsForTheLeaveOfWhoAsks() {
        // Given that nobody is named for the role
        assertThat(toApprove()).containsExactly("concessions");
        TestCallers.become(csm, new Scope.Own(csm), false);
        assertThat(toApprove()).as("no lead").isEmpty();

        // When somebody is
        String vip = "vip-" + csm;
        Tables.update(
                "update task set approver = ? where account_id = ? and step = 'concessions'",
                vip,
                account);

        // Then it is theirs, whoever's the account is
        TestCallers.become(vip, new Scope.Own(vip), false);
        assertThat(toApprove()).containsExactly("concessions");
        TestCallers.become("vera", new Scope.All(), true);
        assertThat(toApprove()).as("somebody else's").isEmpty();
        post("/v1/tasks/" + task("concessions") + "/refuse", Map.of("reason", "no"));
        TestCallers.become(vip, new Scope.Own(vip), false);
        assertThat(toApprove()).as("it is decided").isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithWhatIsSaidOfARun() {
        String play = play();

        Response word = close(play, "won");
        assertThat(word.statusCode()).isEqualTo(422);
        assertThat(word.jsonPath().getString("errors[0].pointer")).isEqualTo("/outcome");
        assertThat(word.jsonPath().getString("errors[0].detail")).contains("'saved' or 'lost'");
        Response number = tick(play, 4, true);
        assertThat(number.statusCode()).isEqualTo(422);
        assertThat(number.jsonPath().getString("errors[0].pointer")).isEqualTo("/criterion");
        assertThat(post("/v1/plays/" + play + "/tick", Map.of()).statusCode()).isEqualTo(422);
        assertThat(post("/v1/plays/" + play + "/close", Map.of()).statusCode()).isEqualTo(422);
        assertThat(close(UUID.randomUUID().toString(), "saved").statusCode()).isEqualTo(404);
        TestCallers.become("sam", new Scope.Own("sam"), false);
        assertThat(tick(play, 1, true).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldForgetWhatWasSaidOfAnAccountThatIsErased() {
        // Given words that name the account
        post("/v1/tasks/" + task("concessions") + "/approve", Map.of("note", "for " + account));
        String play = play();
        tick(play, 1, true);
        post(
                "/v1/plays/" + play + "/close",
                Map.of("outcome", "lost", "reason", account + " left us"));
        assertThat(remains()).contains("task.approval_note", "play.reason");

        // When
        erase();

        // Then
        assertThat(remains()).isEmpty();
    }

    @Test
    void shouldLeaveNothingOfAClosingThatWaitsWhileTheAccountIsErased() {
        UUID play = UUID.fromString(play());

        Remains.whileErased(
                "playbook",
                account,
                this::erase,
                () -> run(() -> store.changePlay(play, _ -> Change.none(true))));

        assertThat(remains()).isEmpty();
    }

    private void erase() {
        AccountErasedV1 erased = health.erased(UUID.randomUUID());
        run(() -> reactToHealth.onAll(List.of(erased), _ -> Optional.empty()));
    }

    private List<String> remains() {
        return Remains.of("playbook", account);
    }

    private static void run(Supplier<Uni<?>> work) {
        try {
            Object _ = VertxContextSupport.subscribeAndAwait(() -> work.get().replaceWithVoid());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void react(HealthChange change) {
        run(() -> reactToHealth.on(List.of(change)));
    }

    private List<String> steps(String state) {
        return tasks(state).getList("items.step", String.class);
    }

    /** What of this account's waits for the caller's leave. */
    private List<String> toApprove() {
        return given().queryParam("accountId", account)
                .queryParam("toApprove", true)
                .get("/v1/tasks")
                .jsonPath()
                .getList("items.step", String.class);
    }

    private String task(String step) {
        return tasks("all").getString("items.find { it.step == '%s' }.taskId".formatted(step));
    }

    private JsonPath tasks(String state) {
        return given().queryParam("accountId", account)
                .queryParam("state", state)
                .get("/v1/tasks")
                .jsonPath();
    }

    /** The run that began last. */
    private String play() {
        return given().queryParam("accountId", account)
                .get("/v1/plays")
                .jsonPath()
                .getString("items[0].playId");
    }

    private static Response tick(String play, int criterion, boolean met) {
        return post("/v1/plays/" + play + "/tick", Map.of("criterion", criterion, "met", met));
    }

    private static Response close(String play, String outcome) {
        return post(
                "/v1/plays/" + play + "/close", Map.of("outcome", outcome, "reason", "we tried"));
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    private void awaitTold(String... told) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Log.told(new AccountId(account))).containsExactly(told));
    }
}
