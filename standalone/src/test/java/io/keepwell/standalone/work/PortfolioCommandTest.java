package io.keepwell.standalone.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keepwell.standalone.client.ServiceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final HttpServer scoring = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answer() {
        scoring.createContext("/", this::answer);
        scoring.start();
    }

    @AfterEach
    void stop() {
        scoring.stop(0);
    }

    @Test
    void shouldShowAllAccountsTogether() {
        int code = run(new PortfolioCommand(services()), "--by", "csm", "--segment", "enterprise");

        assertThat(code).isZero();
        assertThat(asked)
                .allMatch(it -> it.contains("segment=enterprise"))
                .anyMatch(it -> it.startsWith("/v1/portfolio?") && it.contains("by=csm"));
        assertThat(out.toString().lines().map(PortfolioCommandTest::cells))
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
        int code = run(new KpisCommand(services()), "--at", "2026-11-03");

        assertThat(code).isZero();
        assertThat(asked).containsExactly("/v1/kpis?at=2026-11-03");
        assertThat(out.toString().lines().map(PortfolioCommandTest::cells))
                .containsExactly(
                        "KPI VALUE TARGET MET COUNTED SINCE WHAT",
                        "Gross revenue retention 95.1 % > 95 % yes 4 2025-11-03 what",
                        "Net promoter score - >= 50 - 0 2026-08-03 nobody answered since"
                                + " 2026-08-03");
    }

    private static String cells(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    private Services.Finder services() {
        return _ -> {
            var api =
                    new ServiceApi(
                            URI.create("http://localhost:" + scoring.getAddress().getPort()),
                            () -> Optional.of("token"),
                            ServiceApi.Cures.HERE);
            return new Services(api, api, api);
        };
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out, true)).execute(arguments);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String answer =
                switch (exchange.getRequestURI().getPath()) {
                    case "/v1/portfolio" -> DISTRIBUTION;
                    case "/v1/portfolio/history" -> HISTORY;
                    case "/v1/portfolio/movers" -> MOVERS;
                    case "/v1/portfolio/renewals" -> RENEWALS;
                    case "/v1/csms" -> LOADS;
                    default -> KPIS;
                };
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
