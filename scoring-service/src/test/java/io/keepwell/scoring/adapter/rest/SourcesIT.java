package io.keepwell.scoring.adapter.rest;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.scoring.adapter.rest.AccountsIT.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.Topic;
import io.keepwell.model.token.TokenRole;
import io.keepwell.runtime.testing.TestTokens;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.Tables;
import io.keepwell.scoring.application.source.Hours;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ReadingInfra.class)
class SourcesIT {

    private static final int PART = 910;

    private final Instant now = Instant.now();
    private final String source = "desk-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void readEverything() {
        Tables.run(
                """
                INSERT INTO fold_partition (topic_id, part, epoch, next_offset, stepped_day,
                    stepped_policy, target_day, target_policy)
                VALUES ('5e1f3b1a-6a53-4b1e-9a51-3a4f3a0d7c10', ?, 1, 7, 20000, 'p', 20000, 'p')
                ON CONFLICT DO NOTHING
                """,
                PART);
        Tables.run("UPDATE fold_partition SET caught_up_at = ?", now.atOffset(ZoneOffset.UTC));
        Tables.run("UPDATE identity_partition SET caught_up_at = ?", now.atOffset(ZoneOffset.UTC));
    }

    @Test
    void shouldTellWhatASourceSentByTheHour() {
        sent(Hours.of(now) - 1, "support", 40, 100, 900);
        sent(Hours.of(now), "support", 8, 300, 500);
        sent(Hours.of(now), "engagement", 2, 0, 0);
        sent(Hours.of(now) - 24, "support", 1_000, 1, 1);
        Tables.run("INSERT INTO source_count VALUES (?, ?, 60, 50, 4, 3, 3)", PART, source);

        JsonPath told = json(asAdmin().get("/v1/sources/" + source));

        assertThat(told.getString("state")).isEqualTo("learning");
        assertThat(told.<Object>get("rhythm")).isNull();
        assertThat(told.getList("kinds")).containsExactly("support", "engagement");
        assertThat(told.getList("hours.events")).containsExactly(40, 10);
        assertThat(told.getString("hours[1].from")).isEqualTo("" + Hours.begin(Hours.of(now)));
        assertThat(told.getInt("delay.averageMillis")).isEqualTo((40 * 100 + 8 * 300) / 50);
        assertThat(told.getInt("delay.maxMillis")).isEqualTo(900);
        assertThat(told.getInt("events.accepted")).isEqualTo(60);
        assertThat(told.getInt("events.quarantined")).isEqualTo(3);
    }

    @Test
    void shouldTellWhatWasRejectedInTheHoursAskedForByItsReason() {
        rejected("not-mapped", now);
        rejected("not-mapped", now.minus(Duration.ofHours(1)));
        rejected("malformed", now.minus(Duration.ofHours(1)));
        rejected("malformed", now.minus(Duration.ofHours(25)));

        JsonPath told = json(asAdmin().get("/v1/sources/" + source));

        assertThat(told.getMap("rejected"))
                .containsOnly(Map.entry("not-mapped", 2), Map.entry("malformed", 1));
        assertThat(told.<Object>get("lastEventAt")).isNull();
    }

    @Test
    void shouldCallASourceSilentThatStoppedAgainstItsRhythm() {
        sentEveryHourUntil(5);

        JsonPath told = json(asAdmin().get("/v1/sources/" + source));

        assertThat(told.getString("state")).isEqualTo("silent");
        assertThat(told.getInt("rhythm.pauseHours")).isEqualTo(1);
        assertThat(told.getInt("rhythm.silentAfterHours")).isEqualTo(3);
        assertThat(Instant.parse(told.getString("lastEventAt")))
                .isEqualTo(Hours.begin(Hours.of(now) - 5));
    }

    @Test
    void shouldCallNobodySilentOfWhomNotAllWasRead() {
        sentEveryHourUntil(5);
        Tables.run(
                "UPDATE fold_partition SET caught_up_at = ? WHERE part = ?",
                now.minus(Duration.ofHours(5)).atOffset(ZoneOffset.UTC),
                PART);

        assertThat(json(asAdmin().get("/v1/sources/" + source)).getString("state"))
                .isEqualTo("active");
    }

    @Test
    void shouldNotWaitForOneThatIsRetiredUntilItSendsAgain() {
        sentEveryHourUntil(5);

        Response retired = asAdmin().post("/v1/sources/" + source + "/retire");
        assertThat(retired.statusCode()).isEqualTo(200);
        assertThat(retired.jsonPath().getString("state")).isEqualTo("ended");

        Instant later = Instant.now();
        sent(Hours.of(now), "support", 1, 0, 0, later);
        assertThat(json(asAdmin().get("/v1/sources/" + source)).getString("state"))
                .isEqualTo("active");
    }

    @Test
    void shouldListAllInTheOrderOfTheirNames() {
        sent(Hours.of(now), "support", 1, 0, 0);

        JsonPath list = json(asAdmin().get("/v1/sources"));

        assertThat(list.getList("items.source", String.class)).contains(source).isSorted();
        assertThat(Instant.parse(list.getString("observedUntil")))
                .isBetween(now.minusMillis(1), now.plusMillis(1));
    }

    @Test
    void shouldSayOfWhichSourceNothingHasCome() {
        Response unknown = asAdmin().get("/v1/sources/" + source);

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.jsonPath().getString("detail")).contains(source, "GET /v1/sources");
        assertThat(asAdmin().post("/v1/sources/" + source + "/retire").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRefuseHoursThatAreNotKept() {
        for (String hours : new String[] {"0", "673", "many"}) {
            Response refused = asAdmin().queryParam("hours", hours).get("/v1/sources");

            assertThat(refused.statusCode()).as(hours).isEqualTo(400);
            assertThat(refused.jsonPath().getString("errors[0].pointer")).contains("hours");
        }
    }

    @Test
    void shouldLetOnlyOperatorsRetireASource() {
        sent(Hours.of(now), "support", 1, 0, 0);

        assertThat(
                        TestTokens.as(TokenRole.VIEWER, "vera")
                                .post("/v1/sources/" + source + "/retire")
                                .statusCode())
                .isEqualTo(403);
    }

    private void rejected(String code, Instant at) {
        Tables.run(
                """
                INSERT INTO rejected_event (id, part, record_offset, source, rejected_at, code,
                    detail, content_type, bytes, replayable)
                VALUES (?, 910, 1, ?, ?, ?, 'why', 'application/json', 2, true)
                """,
                UUID.randomUUID(),
                source,
                at.atOffset(ZoneOffset.UTC),
                code);
    }

    private void sentEveryHourUntil(int hoursAgo) {
        Tables.run(
                """
                INSERT INTO source_activity (source, hour, kind, topic, part, events,
                    last_event_at, delay_millis, delay_millis_max, lag_millis, lag_millis_max)
                SELECT ?, h, 'support', ?, ?, 3, to_timestamp(h * 3600.0), 0, 0, 0, 0
                  FROM generate_series(?, ?) h
                """,
                source,
                Topic.CUSTOMER_EVENTS.topicName(),
                PART,
                Hours.of(now) - 20 * 24,
                Hours.of(now) - hoursAgo);
    }

    private void sent(int hour, String kind, int events, long delay, long longest) {
        sent(hour, kind, events, delay, longest, Hours.begin(hour));
    }

    private void sent(
            int hour, String kind, int events, long delay, long longest, Instant lastEventAt) {
        Tables.run(
                """
                INSERT INTO source_activity (source, hour, kind, topic, part, events,
                    last_event_at, delay_millis, delay_millis_max, lag_millis, lag_millis_max)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
                """,
                source,
                hour,
                kind,
                Topic.CUSTOMER_EVENTS.topicName(),
                PART,
                (long) events,
                lastEventAt.atOffset(ZoneOffset.UTC),
                events * delay,
                longest);
    }
}
