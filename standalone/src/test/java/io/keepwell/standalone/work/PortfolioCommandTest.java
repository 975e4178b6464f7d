package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PortfolioCommandTest {

    private static final String GROUP =
            """
            {"key":"enterprise","accounts":1204,"arr":50000000,"withoutArr":0,"averageScore":74.25,\
            "averageScoreByArr":80.1282,"statuses":[{"status":"green","accounts":1000,"arr":1},\
            {"status":"red","accounts":204,"arr":2}]}\
            """;
    private static final String MONTH =
            """
            {"month":"2026-11","due":%s,"atRiskAccounts":3,"atRiskArr":40000}\
            """
                    .formatted(GROUP);
    private static final String DISTRIBUTION =
            """
            {"asOf":"2026-11-03","by":"segment","whole":%1$s,"groups":[%1$s]}\
            """
                    .formatted(GROUP);
    private static final String HISTORY =
            """
            {"step":"month","points":[{"day":"2026-10-03","whole":%s}]}\
            """
                    .formatted(GROUP);
    private static final String MOVERS =
            """
            {"since":"2026-10-04","falls":[{"id":"acme","name":"Acme","csm":"dana","arr":240000,\
            "before":76,"shown":71,"change":-5,"status":"yellow","sentence":"Fell 5 from 76 to 71"}],\
            "rises":[]}\
            """;
    private static final String RENEWALS =
            """
            {"asOf":"2026-11-03","atRisk":["red"],"overdue":%1$s,"months":[%1$s],"later":%1$s,\
            "withoutDate":%1$s}\
            """
                    .formatted(MONTH);
    private static final String LOADS =
            """
            {"items":[{"csm":"dana","segment":"enterprise","holds":%1$s,"atRiskAccounts":204,\
            "atRiskArr":2,"capacity":{"rule":"enterprise","name":"Enterprise","accountsMin":0,\
            "accountsMax":8,"arrMin":null,"arrMax":null,"state":"above"}}],"withoutCsm":%1$s}\
            """
                    .formatted(GROUP);
    private static final String KPIS =
            """
            {"asOf":"2026-11-03","policyVersion":"51aa","items":[\
            {"id":"gross-retention","name":"Gross revenue retention","formula":"grr","words":"what",\
            "unit":"percent","segments":[],"since":"2025-11-03","value":95.1,\
            "target":{"rule":"above","value":95},"met":true,"numerator":1,"denominator":2,\
            "counted":4},\
            {"id":"nps","name":"Net promoter score","formula":"nps","words":"what","unit":"points",\
            "segments":[],"since":"2026-08-03","target":{"rule":"at-least","value":50},\
            "counted":0,"unknownBecause":"nobody answered since 2026-08-03"}]}\
            """;

    private static final String PLAYS =
            """
            {"asOf":"2026-11-03","window":60,"from":"2025-11-03","to":"2026-11-03",\
            "note":"A comparison, not a proof: what it is worth.","items":[\
            {"play":"churn-risk","versions":["51aa"],"plays":12,"pending":7,"skipped":3,\
            "outcomes":{"completed":0,"closed":9,"closedAs":{"lost":2,"saved":7},"exited":2,\
            "running":1,"inTime":5,"tasks":96,"tasksDone":80,"tasksLate":4},"health":{"measured":11,"left":1,\
            "before":{"mean":41.55,"median":42},"after":{"mean":53.25,"median":52.5},\
            "change":{"mean":11.7,"median":10},"improved":9,"improvedShare":81.8182,\
            "recoverable":12,"recovered":6,"recoveredShare":50,\
            "daysToRecovery":{"mean":21.5,"median":18}},"revenue":{"plays":12,"before":1200000,\
            "kept":1100000,"lost":100000,"grown":0},"comparison":{"plays":12,"accounts":12,\
            "change":11.7,"othersChange":-2.04,"sentence":"12 plays: too few to say."}}]}\
            """;
    private static final String EACH =
            """
            {"items":[{"playId":"019a6f2e-7c1a-7c3e-9d3a-000000000021","accountId":"acme-1",\
            "name":"Acme","play":"churn-risk","version":"51aa","outcome":"closed",\
            "closedAs":"saved","openedAt":"2026-07-01T09:16:02Z","closedAt":"2026-07-20T14:00:00Z","tasks":8,\
            "tasksDone":8,"tasksLate":1,"windowFrom":"2026-07-01","windowTo":"2026-08-30",\
            "windowEnded":true,"status":"red","statusAfter":"yellow","segment":"enterprise",\
            "csm":"dana","score":41.5,"scoreAfter":58,"change":16.5,"left":false,\
            "recoveredAfterDays":18,"arr":240000,"arrAfter":120000,\
            "others":{"accounts":9,"change":6.25,"deviation":4.5},"compared":true},\
            {"playId":"019a6f2e-7c1a-7c3e-9d3a-000000000022","accountId":"bolt",\
            "play":"churn-risk","version":"51aa","outcome":"running",\
            "openedAt":"2026-11-01T09:16:02Z","tasks":8,"tasksDone":0,"tasksLate":0,\
            "windowFrom":"2026-11-01","windowTo":"2026-12-31","windowEnded":false,\
            "status":"red","score":39,"left":false,"compared":false}],"next":"more"}\
            """;

    @RegisterExtension
    private final FakeDeployment deployment = new FakeDeployment(PortfolioCommandTest::answer);

    @Test
    void shouldShowAllAccountsTogether() {
        int code =
                deployment.run(
                        new PortfolioCommand(deployment::as),
                        "--by",
                        "csm",
                        "--segment",
                        "enterprise");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .allMatch(it -> it.contains("segment=enterprise"))
                .anyMatch(it -> it.startsWith("/v1/portfolio?") && it.contains("by=csm"));
        assertThat(deployment.out().lines().map(PortfolioCommandTest::cells))
                .contains(
                        "CSM ACCOUNTS ARR AVERAGE BY ARR GREEN YELLOW RED UNKNOWN",
                        "enterprise 1,204 50,000,000 74.3 80.1 1,000 0 204 0",
                        "2026-10-03 1,204 50,000,000 74.3 80.1 1,000 0 204 0",
                        "Fell most since 2026-10-04",
                        "-5 71 yellow 240,000 Acme dana Fell 5 from 76 to 71",
                        "2026-11 1,204 50,000,000 3 40,000",
                        "dana enterprise 1,204 50,000,000 204 2 above: 8 accounts at most")
                // Nobody rose.
                .doesNotContain("Rose most");
    }

    @Test
    void shouldShowKpisAgainstTheirTargets() {
        int code = deployment.run(new KpisCommand(deployment::as), "--at", "2026-11-03");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked()).containsExactly("/v1/kpis?at=2026-11-03");
        assertThat(deployment.out().lines().map(PortfolioCommandTest::cells))
                .containsExactly(
                        "KPI VALUE TARGET MET COUNTED SINCE WHAT",
                        "Gross revenue retention 95.1 % > 95 % yes 4 2025-11-03 what",
                        "Net promoter score - >= 50 - 0 2026-08-03 nobody answered since"
                                + " 2026-08-03");
    }

    @Test
    void shouldShowWhatPlaysDidAndWhatThatIsWorth() {
        int code =
                deployment.run(
                        new PlayResultsCommand(deployment::as),
                        "--window",
                        "60",
                        "--play",
                        "churn-risk");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .singleElement()
                .asString()
                .startsWith("/v1/portfolio/plays?")
                .contains("window=60", "play=churn-risk");
        assertThat(deployment.out().lines().map(PortfolioCommandTest::cells))
                .containsExactly(
                        "PLAY COUNTED PENDING COMPLETED CLOSED IN TIME BEFORE AFTER CHANGE OTHERS"
                                + " RECOVERED IN DAYS LEFT ARR KEPT ARR LOST",
                        "churn-risk 12 7 0 lost 2, saved 7 5 41.6 53.3 +11.7 -2.0 6 of 12 18.0 1"
                                + " 1,100,000 100,000",
                        "",
                        "churn-risk: 12 plays: too few to say.",
                        "",
                        "A comparison, not a proof: what it is worth.");
    }

    @Test
    void shouldListPlaysOneByOne() {
        int code = deployment.run(new PlayResultsCommand(deployment::as), "--each", "--limit", "2");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(asked())
                .singleElement()
                .asString()
                .startsWith("/v1/portfolio/plays/each?")
                .contains("limit=2");
        assertThat(deployment.out().lines().map(PortfolioCommandTest::cells))
                .contains(
                        "2026-07-01 Acme churn-risk closed: saved 8/8 1 red > yellow 41.5 > 58.0"
                                + " +16.5 +6.3 9 240,000 > 120,000 yes",
                        "2026-11-01 bolt churn-risk running 0/8 0 red 39.0 - - - - from"
                                + " 2027-01-01");
    }

    @Test
    void shouldAnswerWhatPlaysDidAsJson() {
        int code = deployment.run(new PlayResultsCommand(deployment::as), "--json");

        assertThat(code).as(deployment.err()).isZero();
        assertThat(deployment.out())
                .contains(
                        "\"sentence\" : \"12 plays: too few to say.\"", "\"othersChange\" : -2.04")
                .doesNotContain("\"difference\"");
    }

    private static String cells(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    private List<String> asked() {
        return deployment.asked().stream().map(it -> it.uri().toString()).toList();
    }

    private static String answer(FakeDeployment.Asked asked) {
        return switch (asked.path()) {
            case "/v1/portfolio" -> DISTRIBUTION;
            case "/v1/portfolio/history" -> HISTORY;
            case "/v1/portfolio/movers" -> MOVERS;
            case "/v1/portfolio/renewals" -> RENEWALS;
            case "/v1/csms" -> LOADS;
            case "/v1/portfolio/plays" -> PLAYS;
            case "/v1/portfolio/plays/each" -> EACH;
            default -> KPIS;
        };
    }
}
