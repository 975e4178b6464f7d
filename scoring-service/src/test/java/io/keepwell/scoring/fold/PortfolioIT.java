package io.keepwell.scoring.fold;

import static io.keepwell.runtime.testing.TestTokens.asAdmin;
import static io.keepwell.runtime.testing.TestTokens.asCsm;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.facts.Days;
import io.keepwell.engine.judge.Judge;
import io.keepwell.model.AccountId;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.token.AccountsSeen;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.runtime.sql.OwnConnections;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ScoringConfig;
import io.keepwell.scoring.ScoringInfra;
import io.keepwell.scoring.application.EventArchive;
import io.keepwell.scoring.application.fold.Folder;
import io.keepwell.scoring.application.fold.LogRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From events to portfolios and KPIs, by the policies that are shipped. */
@NullUnmarked // injected
@QuarkusTest
@WithTestResource(ScoringInfra.class)
class PortfolioIT {

    private static final SourceName TEST = new SourceName("test");
    private static final PolicySet SHIPPED = shipped();

    /** Told apart from whatever else is in the tables by their manager. */
    private final String csm = "csm-" + UUID.randomUUID();

    @Inject Vertx vertx;
    @Inject Config config;
    @Inject ScoringConfig scoring;
    private OwnFold own;
    private Folder folder;
    private LocalDate today;

    @BeforeEach
    void begin() {
        own =
                new OwnFold(
                        OwnConnections.of(
                                vertx, config, scoring.database(), scoring.databasePassword()),
                        10);
        folder = own.folder(new Judge(SHIPPED, EventCatalogue.standard()));
        today = LocalDate.ofInstant(own.now(), ZoneOffset.UTC);
    }

    @AfterEach
    void end() {
        own.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment", "csm", "stage", "team"})
    void shouldAddUpToTheWholeWhateverItIsToldBy(String by) {
        // Given
        fold(
                thriving("a", "240000", "emea"),
                thriving("b", "60000", "apac"),
                List.of(traits("c", Map.of("arr", 10_000, "team", "apac"))),
                List.of(traits("d", Map.of())));

        // When
        JsonPath told = get("/v1/portfolio", "by", by);

        // Then
        assertThat(told.getLong("whole.accounts")).isEqualTo(4);
        assertThat(number(told, "whole.arr")).isEqualByComparingTo("310000");
        assertThat(told.getLong("whole.withoutArr")).isOne();
        for (String each : List.of("accounts", "arr", "withoutArr")) {
            assertThat(sum(told, "groups." + each))
                    .isEqualByComparingTo(number(told, "whole." + each));
        }
        assertThat(sum(told, "whole.statuses.accounts")).isEqualByComparingTo("4");
        assertThat(sum(told, "whole.statuses.arr")).isEqualByComparingTo("310000");
    }

    @Test
    void shouldEndTheHistoryWithThePresent() {
        fold(thriving("a", "240000", "emea"), List.of(traits("b", Map.of("arr", 500))));

        JsonPath now = get("/v1/portfolio");
        JsonPath history = get("/v1/portfolio/history", "step", "day");

        assertThat(history.<Object>get("points[-1].whole")).isEqualTo(now.get("whole"));
        assertThat(history.getString("points[-1].day")).isEqualTo(today.toString());
        assertThat(history.getList("points")).hasSize(366);
        // Nobody was known yesterday.
        assertThat(history.getLong("points[-2].whole.accounts")).isZero();
    }

    @Test
    void shouldTellTheAverageByAccountAndByRevenue() {
        fold(thriving("a", "300000", "emea"), unhappy("b", "100000"));

        JsonPath told = get("/v1/portfolio");

        BigDecimal a = score("a");
        BigDecimal b = score("b");
        assertThat(a).isGreaterThan(b);
        assertThat(number(told, "whole.averageScore").doubleValue())
                .isCloseTo(a.add(b).doubleValue() / 2, Offset.offset(0.0001));
        assertThat(number(told, "whole.averageScoreByArr").doubleValue())
                .isCloseTo(a.doubleValue() * 0.75 + b.doubleValue() * 0.25, Offset.offset(0.0001));
    }

    @Test
    void shouldTellThePastOfABackfillDayByDayAndTheSameWhenItIsToldAnew() {
        // Given
        var events = new ArrayList<CustomerEventV1>();
        events.add(
                event(
                        "a",
                        "commercial.contract-started",
                        200,
                        Map.of("value", 120_000, "endsOn", today.plusDays(165).toString())));
        events.add(event("a", "account.updated", 200, Map.of("csm", csm, "team", "emea")));
        for (int daysAgo = 199; daysAgo > 0; daysAgo -= 3) {
            events.add(event("a", "usage.session-started", daysAgo, Map.of("actor", "u1")));
        }
        events.add(event("a", "commercial.arr-changed", 50, Map.of("value", 150_000)));

        // When
        backfill("one", events);

        // Then
        JsonPath history =
                get(
                        "/v1/portfolio/history",
                        "from",
                        today.minusDays(201).toString(),
                        "step",
                        "day");
        assertThat(history.getLong("points[0].whole.accounts")).isZero();
        assertThat(history.getLong("points[1].whole.accounts")).isOne();
        assertThat(number(history, "points[150].whole.arr")).isEqualByComparingTo("120000");
        assertThat(number(history, "points[151].whole.arr")).isEqualByComparingTo("150000");
        List<String> periods = periods("a");
        isGapless("a");

        // And again
        backfill("two", events.subList(0, 2));
        assertThat(periods("a")).isEqualTo(periods);
        isGapless("a");
    }

    /** What happened counts by when it happened; how an account was, by what was known then. */
    @Test
    void shouldCountARevenueThatIsToldLateOnTheDaysThatItIsAbout() {
        // Given
        fold(
                List.of(
                        traits("a", Map.of()),
                        event("a", "commercial.contract-started", 700, Map.of("value", 1_000))));
        assertThat(number(kpis(), path("net-retention", "value"))).isEqualByComparingTo("100");

        // When
        fold(List.of(event("a", "commercial.arr-changed", 100, Map.of("value", 1_200))));
        fold(List.of(event("a", "account.updated", 0, Map.of("arr", 1_200))));

        // Then
        assertThat(number(kpis(), path("net-retention", "value"))).isEqualByComparingTo("120");
        assertThat(number(kpis(), path("gross-retention", "value"))).isEqualByComparingTo("100");
        assertThat(revenues("a"))
                .containsExactly(
                        "%d-%d 1000".formatted(day(700), day(100)), "%d- 1200".formatted(day(100)));
    }

    @Test
    void shouldKeepOfTheRevenueOfAYearAgoWhatItsCustomersStillBring() {
        // Given: one grows by half, one shrinks by half, one has left, and one is new
        fold(
                contract("grows", 500, 100_000),
                List.of(
                        event("grows", "commercial.arr-changed", 30, Map.of("value", 150_000)),
                        traits("grows", Map.of())),
                contract("shrinks", 500, 100_000),
                List.of(
                        event("shrinks", "commercial.arr-changed", 30, Map.of("value", 50_000)),
                        traits("shrinks", Map.of())),
                contract("leaves", 500, 100_000),
                List.of(
                        event(
                                "leaves",
                                "commercial.contract-cancelled",
                                60,
                                Map.of("endsOn", today.minusDays(10).toString())),
                        traits("leaves", Map.of())),
                contract("new", 100, 900_000));

        // When
        JsonPath told = kpis();

        // Then: 100 + 50 + 0 of 300; 150 + 50 + 0 of 300; 2 of 3; 50 of 300
        assertThat(number(told, path("gross-retention", "value"))).isEqualByComparingTo("50");
        assertThat(number(told, path("net-retention", "value"))).isEqualByComparingTo("66.6667");
        assertThat(number(told, path("logo-retention", "value"))).isEqualByComparingTo("66.6667");
        assertThat(number(told, path("expansion-rate", "value"))).isEqualByComparingTo("16.6667");
        assertThat(told.getLong(path("gross-retention", "counted"))).isEqualTo(3);
        assertThat(told.getBoolean(path("gross-retention", "met"))).isFalse();
        assertThat(told.getBoolean(path("expansion-rate", "met"))).isTrue();
        // And who has left is in no portfolio
        assertThat(get("/v1/portfolio").getLong("whole.accounts")).isEqualTo(3);
    }

    @Test
    void shouldSayWhyAKpiCannotBeTold() {
        fold(List.of(traits("a", Map.of("arr", 1_000))));

        JsonPath told = kpis();

        assertThat(told.<Object>get(path("gross-retention", "value"))).isNull();
        assertThat(told.<Object>get(path("gross-retention", "met"))).isNull();
        assertThat(told.getString(path("gross-retention", "unknownBecause")))
                .contains(today.minusMonths(12).toString(), "backfill");
        assertThat(told.getString(path("nps", "unknownBecause"))).contains("nobody answered");
    }

    @Test
    void shouldCountEachPersonsLastAnswerOnce() {
        // Given: Ann is no detractor any more; who says no name counts each time
        fold(
                List.of(
                        traits("a", Map.of("arr", 1_000)),
                        nps("a", 9, 2, "ann"),
                        nps("a", 5, 10, "ann"),
                        nps("a", 3, 6, "ben"),
                        nps("a", 2, 8, "cleo")),
                List.of(
                        traits("b", Map.of("arr", 1_000)),
                        nps("b", 1, 9, "ann"),
                        nps("b", 100, 0, "ben")));

        // When
        JsonPath told = kpis();

        // Then: ann 10, ben 6, cleo 8, and ann of b 9: (2 - 1) of 4; the last was too long ago
        assertThat(number(told, path("nps", "value"))).isEqualByComparingTo("25");
        assertThat(told.getLong(path("nps", "counted"))).isEqualTo(4);
        assertThat(told.getBoolean(path("nps", "met"))).isFalse();
    }

    @Test
    void shouldTellRatingsInPercentOfTheirScales() {
        fold(
                List.of(
                        traits("a", Map.of("arr", 1_000)),
                        event("a", "support.csat-submitted", 3, Map.of("value", 4, "scaleMax", 5)),
                        event("a", "support.csat-submitted", 4, Map.of("value", 9, "scaleMax", 10)),
                        event("a", "engagement.ces-submitted", 4, Map.of("value", 2)),
                        event("a", "engagement.ces-submitted", 5, Map.of("value", 3))));

        JsonPath told = kpis();

        assertThat(number(told, path("csat", "value"))).isEqualByComparingTo("85");
        assertThat(number(told, path("ces", "value"))).isEqualByComparingTo("2.5");
    }

    @Test
    void shouldCountDaysFromTheFirstContractToTheFirstValue() {
        fold(
                contract("a", 100, 1_000),
                List.of(event("a", "outcome.first-value-reached", 80, Map.of())),
                contract("b", 100, 1_000),
                List.of(
                        event("b", "outcome.first-value-reached", 60, Map.of()),
                        event("b", "outcome.first-value-reached", 10, Map.of())),
                contract("c", 20, 1_000));

        JsonPath told = kpis();

        // 20 and 40 days; who has not come to it is not counted by a mean.
        assertThat(number(told, path("time-to-value", "value"))).isEqualByComparingTo("30");
        assertThat(told.getBoolean(path("time-to-value", "met"))).as("below 30").isFalse();
    }

    @Test
    @DisplayName("K7: the pipeline is what open opportunities were last said to be worth")
    void shouldAddUpOpenOpportunitiesByWhatWasToldLast() {
        fold(
                contract("a", 300, 1_000),
                List.of(
                        opportunity("a", "opened", 40, "o-1", 500),
                        // Worth more now.
                        opportunity("a", "opened", 20, "o-1", 700),
                        opportunity("a", "opened", 30, "o-2", 900),
                        opportunity("a", "closed", 10, "o-2", null),
                        // Closed, and opened again later.
                        opportunity("a", "opened", 30, "o-3", 40),
                        opportunity("a", "closed", 20, "o-3", null),
                        opportunity("a", "opened", 10, "o-3", 50)),
                contract("b", 300, 1_000),
                List.of(opportunity("b", "opened", 5, "o-1", 8)),
                contract("gone", 300, 1_000),
                List.of(
                        opportunity("gone", "opened", 50, "o-9", 10_000),
                        event("gone", "commercial.contract-cancelled", 20, Map.of())));

        JsonPath told = kpis();

        assertThat(number(told, path("pipeline", "value"))).isEqualByComparingTo("758");
        assertThat(told.getLong(path("pipeline", "counted"))).isEqualTo(3);
    }

    @Test
    @DisplayName("K14: features used are those of each customer, of all that any customer uses")
    void shouldCountTheFeaturesThatCustomersUse() {
        fold(
                contract("a", 300, 1_000),
                List.of(
                        used("a", "export", 1),
                        used("a", "export", 1),
                        used("a", "export", 70),
                        used("a", "reports", 100),
                        // Longer ago than the window.
                        used("a", "alerts", 250)),
                contract("b", 300, 1_000),
                List.of(used("b", "search", 20)),
                contract("idle", 300, 1_000),
                contract("gone", 300, 1_000),
                List.of(
                        used("gone", "secret", 50),
                        event("gone", "commercial.contract-cancelled", 20, Map.of())));

        JsonPath told = kpis();

        // Two of three, one of three and none of three.
        assertThat(number(told, path("features", "value"))).isEqualByComparingTo("33.3333");
        assertThat(told.getLong(path("features", "counted"))).isEqualTo(3);
    }

    @Test
    @DisplayName("K15: an article is worth a ticket that its reader does not open by the next day")
    void shouldCountDaysOfReadersWhoOpenedNoTicketAfterwards() {
        fold(
                contract("a", 100, 1_000),
                List.of(
                        // Twice on one day is one; a ticket on the second day after it is
                        // another's.
                        helped("a", "article-viewed", 20, "u-1"),
                        helped("a", "article-viewed", 20, "u-1"),
                        helped("a", "ticket-opened", 18, "u-1"),
                        // The next day.
                        helped("a", "article-viewed", 20, "u-2"),
                        helped("a", "ticket-opened", 19, "u-2"),
                        // Somebody else's ticket.
                        helped("a", "article-viewed", 10, "u-3"),
                        helped("a", "ticket-opened", 10, "u-4"),
                        // Too late to tell: the next day is not over.
                        helped("a", "article-viewed", 1, "u-5")));

        JsonPath told = kpis();

        assertThat(told.getLong(path("ticket-deflection", "counted"))).isEqualTo(3);
        assertThat(number(told, path("ticket-deflection", "value")))
                .isEqualByComparingTo("66.6667");
    }

    @Test
    void shouldCountRenewalsByTheirLastDay() {
        // Given: on the day, a day late, overdue, cancelled, and due in the future
        fold(
                ending("a", 40),
                List.of(renewed("a", 40)),
                ending("b", 40),
                List.of(renewed("b", 39)),
                ending("c", 40),
                ending("d", 40),
                List.of(event("d", "commercial.contract-cancelled", 50, Map.of())),
                ending("e", -40));

        JsonPath told = kpis();

        assertThat(number(told, path("renewals-on-time", "value"))).isEqualByComparingTo("33.3333");
        assertThat(told.getLong(path("renewals-on-time", "counted"))).isEqualTo(3);
    }

    @Test
    void shouldCountReviewsOfEnterpriseAccountsThatWereCustomersAllTheQuarter() {
        // Given
        backfill("one", reviewed("a", 300_000, true));
        backfill("two", reviewed("b", 300_000, false));
        backfill("three", reviewed("c", 30_000, false));

        // When
        JsonPath told = kpis();

        // Then: mid-market is not asked for
        assertThat(number(told, path("reviews", "value"))).isEqualByComparingTo("50");
        assertThat(told.getList(path("reviews", "segments"))).containsExactly("enterprise");
    }

    @Test
    void shouldTellRevenueByTheMonthOfItsRenewal() {
        LocalDate next = today.plusMonths(1).withDayOfMonth(15);
        fold(
                List.of(
                        traits("a", Map.of("arr", 100, "renewalDate", next.toString())),
                        traits(
                                "b",
                                Map.of("arr", 50, "renewalDate", today.minusDays(1).toString())),
                        traits("c", Map.of("arr", 20)),
                        traits(
                                "d",
                                Map.of("arr", 7, "renewalDate", today.plusYears(3).toString()))),
                unhappy("e", "1000"),
                List.of(traits("e", Map.of("renewalDate", next.toString()))));

        JsonPath told = get("/v1/portfolio/renewals");

        assertThat(told.getList("months")).hasSize(12);
        assertThat(told.getString("months[1].month")).isEqualTo(next.toString().substring(0, 7));
        assertThat(number(told, "months[1].due.arr")).isEqualByComparingTo("1100");
        assertThat(told.getLong("months[1].atRiskAccounts")).isOne();
        assertThat(number(told, "months[1].atRiskArr")).isEqualByComparingTo("1000");
        assertThat(number(told, "overdue.due.arr")).isEqualByComparingTo("50");
        assertThat(number(told, "withoutDate.due.arr")).isEqualByComparingTo("20");
        assertThat(number(told, "later.due.arr")).isEqualByComparingTo("7");
    }

    @Test
    void shouldTellWhoFellAndWhoRoseWithTheReason() {
        // Given: both had a past
        backfill("one", past("falls", true));
        backfill("two", past("rises", false));
        fold(unhappy("falls", "1000"), thriving("rises", "2000", "emea"));

        // When
        JsonPath told = get("/v1/portfolio/movers", "days", "10");

        // Then
        assertThat(told.getList("falls.id")).containsExactly(own.id("falls"));
        assertThat(told.getList("rises.id")).containsExactly(own.id("rises"));
        assertThat(told.getInt("falls[0].change"))
                .isNegative()
                .isEqualTo(told.getInt("falls[0].shown") - told.getInt("falls[0].before"));
        assertThat(told.getString("falls[0].sentence")).startsWith("Fell ");
        assertThat(told.getString("rises[0].sentence")).startsWith("Rose ");
    }

    @Test
    void shouldHoldTheLoadOfAManagerAgainstPolicy() {
        var nine = new ArrayList<List<CustomerEventV1>>();
        for (int i = 0; i < 9; i++) {
            nine.add(List.of(traits("a" + i, Map.of("arr", 200_000))));
        }
        foldAll(nine);
        JsonPath told = get("/v1/csms");

        assertThat(told.getList("items.csm")).containsExactly(csm);
        assertThat(told.getString("items[0].segment")).isEqualTo("enterprise");
        assertThat(number(told, "items[0].holds.arr")).isEqualByComparingTo("1800000");
        assertThat(told.getInt("items[0].capacity.accountsMax")).isEqualTo(8);
        assertThat(told.getString("items[0].capacity.state")).isEqualTo("above");
    }

    @Test
    void shouldShowAManagerNoOthersAccounts() {
        fold(List.of(traits("a", Map.of("arr", 1_000))));

        JsonPath mine = json(asCsm(csm, AccountsSeen.OWN, null).get("/v1/portfolio"));
        JsonPath others =
                json(
                        asCsm("nobody-" + csm, AccountsSeen.OWN, null)
                                .queryParam("csm", csm)
                                .get("/v1/portfolio"));
        JsonPath history =
                json(asCsm("nobody-" + csm, AccountsSeen.OWN, null).get("/v1/portfolio/history"));

        assertThat(mine.getLong("whole.accounts")).isOne();
        assertThat(others.getLong("whole.accounts")).isZero();
        assertThat(history.getLong("points[-1].whole.accounts")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/portfolio/movers, falls.id",
        "/v1/portfolio/renewals, overdue.due.accounts",
        "/v1/csms, items.csm",
        "/v1/kpis, items.denominator"
    })
    void shouldCountNobodyElsesAccountsInAnyList(String list, String counted) {
        // Given: an account in each of them
        backfill("one", past("falls", true));
        fold(
                unhappy("falls", "1000"),
                List.of(traits("falls", Map.of("renewalDate", today.minusDays(1).toString()))));
        String nobody = "nobody-" + csm;

        Object mine = json(asCsm(csm, AccountsSeen.OWN, null).get(list)).get(counted);
        Object others =
                json(asCsm(nobody, AccountsSeen.OWN, null).queryParam("csm", csm).get(list))
                        .get(counted);
        Object nobodys = json(asCsm(nobody, AccountsSeen.OWN, null).get(list)).get(counted);

        assertThat(isNone(mine)).as("%s of their own", mine).isFalse();
        assertThat(isNone(others)).as("%s of another's by filter", others).isTrue();
        assertThat(isNone(nobodys)).as("%s without a filter", nobodys).isTrue();
    }

    /** No list of anything, and no count above zero. */
    private static boolean isNone(Object told) {
        return switch (told) {
            case Collection<?> many -> many.stream().allMatch(it -> it == null || isNone(it));
            case Number count -> count.longValue() == 0;
            default -> false;
        };
    }

    /** Every account is stepped when the day turns, whether anything came of it or not. */
    @Test
    void shouldCountNoAccountWhoseContractHasEndedByItself() {
        // Given
        fold(
                received(5, event("a", "commercial.contract-started", 100, Map.of("value", 1_000))),
                received(
                        5,
                        event(
                                "a",
                                "commercial.contract-cancelled",
                                5,
                                Map.of("endsOn", today.minusDays(2).toString()))));

        // When: something comes that has nothing to do with it
        fold(List.of(event("a", "usage.session-started", 0, Map.of("actor", "ann"))));

        // Then: through its last day
        assertThat(customerFrom("a"))
                .containsExactly("%d true".formatted(day(5)), "%d false".formatted(day(1)));
    }

    /** Systems tell traits every night. */
    @Test
    void shouldKeepNoRowOfADayOnWhichNothingChanged() {
        // Given all sources reported before, or their beginning would be a change
        for (String type :
                List.of(
                        "usage.session-started",
                        "support.ticket-opened",
                        "engagement.meeting-scheduled",
                        "outcome.first-value-reached",
                        "relationship.contact-added",
                        "commercial.contract-started")) {
            fold(received(10, event("b", type, 10, Map.of())));
        }

        for (int daysAgo = 4; daysAgo >= 0; daysAgo--) {
            fold(
                    received(
                            daysAgo,
                            event(
                                    "a",
                                    "account.updated",
                                    daysAgo,
                                    Map.of("arr", 1_000, "csm", csm))));
        }

        assertThat(periods("a")).hasSize(1);
        assertThat(revenues("a")).hasSize(1);
    }

    @Test
    void shouldCountAnEventThatIsSentAgainOnce() {
        CustomerEventV1 answer = nps("a", 1, 10, "ann");
        fold(List.of(traits("a", Map.of("arr", 1_000)), answer));
        fold(List.of(answer));

        assertThat(kpis().getLong(path("nps", "counted"))).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/portfolio?by=size",
                "/v1/portfolio/history?from=2026-13-01",
                "/v1/portfolio/history?from=2026-02-01&to=2026-01-01",
                "/v1/portfolio/history?from=2001-01-01&step=day",
                "/v1/portfolio/movers?days=0",
                "/v1/portfolio/renewals?atRisk=amber",
                "/v1/kpis?at=2999-01-01"
            })
    void shouldNameTheParameterThatIsWrong(String request) {
        Response answer = asAdmin().get(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(request).contains(answer.jsonPath().getString("errors[0].pointer"));
    }

    private static PolicySet shipped() {
        PolicyBundle bundle =
                switch (PolicyFiles.read(Path.of("../policies/default"))) {
                    case PolicyResult.Accepted<PolicyBundle>(var read) -> read;
                    case PolicyResult.Refused<PolicyBundle>(var problems) ->
                            throw new AssertionError(problems);
                };
        return switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
            case PolicyResult.Accepted<PolicySet>(var set) -> set;
            case PolicyResult.Refused<PolicySet>(var problems) ->
                    throw new AssertionError(problems);
        };
    }

    @SafeVarargs
    private final void fold(List<CustomerEventV1>... events) {
        var all = new ArrayList<List<CustomerEventV1>>();
        for (List<CustomerEventV1> each : events) {
            all.add(each);
        }
        foldAll(all);
    }

    private void foldAll(List<List<CustomerEventV1>> events) {
        own.fold(
                folder,
                events.stream()
                        .flatMap(List::stream)
                        .map(LogRecord.Entry.Event::new)
                        .toArray(LogRecord.Entry[]::new));
    }

    private void backfill(String run, List<CustomerEventV1> events) {
        var entries = new ArrayList<LogRecord.Entry>();
        entries.add(
                new LogRecord.Entry.Opened(
                        new BackfillOpenedV1(run, own.partition(), TEST, own.now())));
        events.forEach(it -> entries.add(new LogRecord.Entry.Event(of(run, it))));
        entries.add(
                new LogRecord.Entry.Closed(
                        new BackfillClosedV1(run, own.partition(), TEST, own.now())));
        own.fold(folder, entries.toArray(LogRecord.Entry[]::new));
        EventArchive archive =
                (_, _, each) -> events.forEach(it -> each.accept(new EventArchive.Archived(1, it)));
        boolean more = true;
        while (more) {
            more = own.step(folder, own.now(), archive);
        }
    }

    private static CustomerEventV1 of(String run, CustomerEventV1 it) {
        return new CustomerEventV1(
                it.id(),
                it.source(),
                it.accountId(),
                it.type(),
                it.occurredAt(),
                it.receivedAt(),
                it.actorId(),
                it.value(),
                it.attributes(),
                run);
    }

    /** An event that came so many days ago. */
    private List<CustomerEventV1> received(int daysAgo, CustomerEventV1 it) {
        return List.of(
                new CustomerEventV1(
                        it.id(),
                        it.source(),
                        it.accountId(),
                        it.type(),
                        it.occurredAt(),
                        own.now().minus(Duration.ofDays(daysAgo)),
                        it.actorId(),
                        it.value(),
                        it.attributes(),
                        null));
    }

    private CustomerEventV1 event(
            String account, String type, int daysAgo, Map<String, Object> more) {
        return Log.event(
                new AccountId(own.id(account)),
                type,
                own.now().minus(Duration.ofDays(daysAgo)),
                more);
    }

    private CustomerEventV1 traits(String account, Map<String, Object> more) {
        var all = new HashMap<String, Object>(more);
        all.put("csm", csm);
        return event(account, "account.updated", 0, all);
    }

    private List<CustomerEventV1> contract(String account, int daysAgo, int arr) {
        return List.of(
                event(account, "commercial.contract-started", daysAgo, Map.of("value", arr)),
                traits(account, Map.of()));
    }

    private CustomerEventV1 opportunity(
            String account, String what, int daysAgo, String id, @Nullable Integer worth) {
        var more = new HashMap<String, Object>(Map.of("opportunityId", id));
        if (worth != null) {
            more.put("value", worth);
        }
        return event(account, "commercial.opportunity-" + what, daysAgo, more);
    }

    private CustomerEventV1 used(String account, String feature, int daysAgo) {
        return event(account, "usage.feature-used", daysAgo, Map.of("feature", feature));
    }

    private CustomerEventV1 helped(String account, String what, int daysAgo, String user) {
        return event(account, "support." + what, daysAgo, Map.of("actor", user));
    }

    /** A contract whose last day was so many days ago. */
    private List<CustomerEventV1> ending(String account, int daysAgo) {
        return List.of(
                event(
                        account,
                        "commercial.contract-started",
                        300,
                        Map.of("value", 1_000, "endsOn", today.minusDays(daysAgo).toString())),
                traits(account, Map.of()));
    }

    private CustomerEventV1 renewed(String account, int daysAgo) {
        return event(
                account,
                "commercial.contract-renewed",
                daysAgo,
                Map.of("value", 1_000, "endsOn", today.plusDays(300).toString()));
    }

    private CustomerEventV1 nps(String account, int daysAgo, int points, String who) {
        return event(
                account,
                "engagement.nps-submitted",
                daysAgo,
                Map.of("value", points, "actor", who));
    }

    private List<CustomerEventV1> thriving(String account, String arr, String team) {
        var events = new ArrayList<CustomerEventV1>();
        events.add(traits(account, Map.of("arr", new BigDecimal(arr), "team", team)));
        events.add(nps(account, 0, 10, "ann"));
        events.add(event(account, "outcome.value-reported", 0, Map.of("value", 100)));
        return events;
    }

    private List<CustomerEventV1> unhappy(String account, String arr) {
        var events = new ArrayList<CustomerEventV1>();
        events.add(traits(account, Map.of("arr", new BigDecimal(arr))));
        events.add(nps(account, 0, 0, "ann"));
        for (int i = 0; i < 6; i++) {
            events.add(event(account, "support.ticket-escalated", 0, Map.of()));
        }
        events.add(event(account, "outcome.value-reported", 0, Map.of("value", 0)));
        events.add(event(account, "outcome.roi-reported", 0, Map.of("value", 0, "promised", 100)));
        events.add(event(account, "support.csat-submitted", 0, Map.of("value", 1, "scaleMax", 5)));
        events.add(event(account, "engagement.meeting-scheduled", 0, Map.of()));
        events.add(event(account, "usage.session-started", 0, Map.of("actor", "ann")));
        return events;
    }

    /** How an account was until today: well, or not. */
    private List<CustomerEventV1> past(String account, boolean well) {
        return List.of(
                event(account, "account.updated", 60, Map.of("csm", csm, "arr", 1_000)),
                event(
                        account,
                        "engagement.nps-submitted",
                        60,
                        Map.of("value", well ? 10 : 0, "actor", "ann")),
                event(account, "outcome.value-reported", 60, Map.of("value", well ? 100 : 0)));
    }

    private List<CustomerEventV1> reviewed(String account, int arr, boolean held) {
        var events = new ArrayList<CustomerEventV1>();
        events.add(event(account, "account.updated", 150, Map.of("csm", csm, "arr", arr)));
        events.add(event(account, "engagement.qbr-completed", held ? 10 : 120, Map.of()));
        return events;
    }

    private JsonPath kpis() {
        return get("/v1/kpis");
    }

    private static String path(String kpi, String field) {
        return "items.find { it.id == '%s' }.%s".formatted(kpi, field);
    }

    private JsonPath get(String path, String... parameters) {
        var request = asAdmin().queryParam("csm", csm);
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        return json(request.get(path));
    }

    private static JsonPath json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath(
                JsonPathConfig.jsonPathConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    private static BigDecimal number(JsonPath json, String path) {
        return new BigDecimal(String.valueOf(json.<Object>get(path)));
    }

    private static BigDecimal sum(JsonPath json, String path) {
        return json.<Object>getList(path).stream()
                .map(it -> new BigDecimal(it.toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private int day(int daysAgo) {
        return Days.of(own.now()) - daysAgo;
    }

    private BigDecimal score(String account) {
        return own.query(
                        "select score from account where account_id = $1",
                        Tuple.of(own.id(account)))
                .iterator()
                .next()
                .getBigDecimal(0);
    }

    private List<String> rows(String sql, String account) {
        var rows = new ArrayList<String>();
        own.query(sql, Tuple.of(own.id(account))).forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private List<String> periods(String account) {
        return rows(
                "select p::text from account_period p where account_id = $1 order by from_day",
                account);
    }

    private List<String> customerFrom(String account) {
        return rows(
                """
                select from_day || ' ' || customer::text
                  from (select *, lag(customer) over (order by from_day) as before
                          from account_period where account_id = $1) p
                 where before is distinct from customer order by from_day
                """,
                account);
    }

    private List<String> revenues(String account) {
        return rows(
                """
                select from_day || '-' || coalesce(to_day::text, '') || ' ' || arr
                  from revenue_period where account_id = $1 order by from_day
                """,
                account);
    }

    private void isGapless(String account) {
        assertThat(
                        rows(
                                """
                                select p::text
                                  from (select *, lead(from_day) over (order by from_day) as next
                                          from account_period where account_id = $1) p
                                 where to_day is distinct from next
                                """,
                                account))
                .isEmpty();
    }
}
