package io.keepwell.scoring.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.engine.backtest.BacktestSettings;
import io.keepwell.engine.backtest.ChurnRule;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.message.ContractJson;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.runtime.sql.AwaitException;
import io.keepwell.scoring.application.backtest.BacktestPolicies;
import io.keepwell.scoring.application.backtest.KeptBacktest;
import io.keepwell.scoring.application.policy.Submission;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what policies would have said of the past. */
@Path("/v1/policies/backtest")
@RequestScoped
@RolesAllowed({Role.OPS, Role.ADMIN})
@Tag(name = "Policies", description = "Scorecards, signals, alert rules and plays.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PolicyBacktestsResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int ACCOUNTS = 100;
    private static final int ACCOUNTS_MAX = 500;
    private static final int HISTORY_DAYS_MAX = 400;
    private static final int HORIZON_MAX = 400;

    private final BacktestPolicies backtests;
    private final EventCatalogue catalogue;
    private final Caller caller;
    private final InstantSource clock;

    PolicyBacktestsResource(
            BacktestPolicies backtests,
            EventCatalogue catalogue,
            Caller caller,
            InstantSource clock) {
        this.backtests = backtests;
        this.catalogue = catalogue;
        this.caller = caller;
        this.clock = clock;
    }

    /** What is asked, as it was sent. */
    public static final class Asked {

        @Parameter(
                description =
                        "How many accounts are looked at, drawn by lot: 1 to 500; 100 by default."
                                + " The same accounts are drawn each time.")
        @QueryParam("accounts")
        @Nullable String accounts;

        @Parameter(description = PortfolioTexts.SEGMENT)
        @QueryParam("segment")
        List<String> segment = List.of();

        @Parameter(description = PortfolioTexts.CSM)
        @QueryParam("csm")
        List<String> csm = List.of();

        @Parameter(
                description = "The first day to count; that of the first event by default.",
                example = "2026-01-01")
        @QueryParam("from")
        @Nullable String from;

        @Parameter(
                description = "The last day of which everything is known; yesterday by default.",
                example = "2026-11-02")
        @QueryParam("to")
        @Nullable String to;

        @Parameter(
                description =
                        "The event types that say that a customer is lost;"
                                + " commercial.contract-cancelled and account.deleted by default.")
        @QueryParam("churn")
        List<String> churn = List.of();

        @Parameter(
                description =
                        "An event with one of these attributes says something else, such as that"
                                + " one of several contracts has ended.")
        @QueryParam("churnUnless")
        List<String> churnUnless = List.of();

        @Parameter(
                description =
                        "As of which day a customer counts as lost: end of its contract, or notice"
                                + " of it; end by default.")
        @QueryParam("churnDay")
        @Nullable String churnDay;

        @Parameter(
                description =
                        "How many days ahead warnings are held against what came;"
                                + " 30,60,90,180 by default.")
        @QueryParam("horizons")
        List<String> horizons = List.of();

        @Parameter(
                description =
                        "For so many days after its first event an account does not count: 1 to"
                                + " 400; 30 by default.")
        @QueryParam("historyDays")
        @Nullable String historyDays;
    }

    /**
     * Says it.
     *
     * @param asked of which past
     * @param body all files
     * @return 200 with it, or a problem
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking // it lives accounts through
    @Operation(
            operationId = "backtestPolicies",
            summary = "Say what policies would have said of the past",
            description =
                    "Lives some accounts through as they were known then, judged by these policies"
                        + " and beside them by those in force, and holds what was said against who"
                        + " was lost: AUC, precision, recall, lead time, false alarms, calibration,"
                        + " steadiness, alerts a week. Nothing is touched. It takes some seconds,"
                        + " of up to 200,000 events and 100,000 days; for all accounts, and a"
                        + " report with plots, run ./keepwell policy backtest --kept.")
    @APIResponse(
            responseCode = "200",
            description =
                    "What they would have said. docs/backtest.md says what each figure means.",
            content =
                    @Content(
                            schema = @Schema(implementation = KeptBacktest.class),
                            examples =
                                    @ExampleObject(name = "backtest", value = ApiTexts.BACKTEST)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(
            responseCode = "409",
            description = "Another backtest is under way; ask again in some seconds.")
    @APIResponse(
            responseCode = "422",
            description =
                    "The policies have problems, which the errors tell; or there are no events, or"
                            + " too many.")
    public Response backtest(
            @BeanParam Asked asked,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PolicyViews.Body.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "files",
                                                            value = ApiTexts.POLICY_FILES)))
                    PolicyViews.@Nullable Body body) {
        var parameters = new Parameters();
        Past past = past(parameters, asked);
        if (parameters.areWrong()) {
            return parameters.problem();
        }
        return switch (PolicyBodies.read(body, catalogue)) {
            case PolicyBodies.Read.Wrong(Problem problem) -> answer(problem);
            case PolicyBodies.Read.Sound(Submission.Checked policies) -> backtest(past, policies);
        };
    }

    private Response backtest(Past past, Submission.Checked checked) {
        try {
            return switch (backtests.backtest(past.question(checked))) {
                case BacktestPolicies.Answer.Told(KeptBacktest told) -> Answers.ok(json(told));
                case BacktestPolicies.Answer.Busy() ->
                        answer(
                                ProblemType.CONFLICT.withDetail(
                                        "another backtest is under way; ask again in some"
                                                + " seconds"));
                case BacktestPolicies.Answer.Nothing() ->
                        answer(
                                ProblemType.UNPROCESSABLE.withDetail(
                                        "the log holds no events of such accounts in that time"));
                case BacktestPolicies.Answer.TooMany(String what, long found, long most) ->
                        answer(
                                ProblemType.UNPROCESSABLE.withDetail(
                                        "of these accounts there are %d %s, and an answer may take %d: ask for fewer 'accounts', or run ./keepwell policy backtest --kept"
                                                .formatted(found, what, most)));
            };
        } catch (AwaitException.TimedOut e) {
            return ProblemResponses.unavailable("the database is too slow", RETRY_AFTER);
        }
    }

    /** As ./keepwell policy backtest --json writes it: what cannot be told is left out. */
    private static String json(KeptBacktest told) {
        try {
            return ContractJson.mapper().writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is asked, once it makes sense. */
    private record Past(
            PortfolioFilter filter,
            int drawn,
            @Nullable Integer from,
            @Nullable Integer to,
            int historyDays,
            List<Integer> horizons,
            ChurnRule churn) {

        BacktestPolicies.Question question(Submission.Checked checked) {
            return new BacktestPolicies.Question(
                    checked.policies(), filter, drawn, from, to, historyDays, horizons, churn, 1);
        }
    }

    private Past past(Parameters parameters, Asked asked) {
        LocalDate from = parameters.day("from", asked.from);
        LocalDate to = parameters.day("to", asked.to);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (to != null && !to.isBefore(today)) {
            parameters.wrong("to", "must be before today, " + today);
        }
        if (from != null && to != null && from.isAfter(to)) {
            parameters.wrong("from", "must not be after 'to'");
        }
        ChurnRule.Counted counted =
                parameters.one("churnDay", asked.churnDay, ChurnRule.Counted.class);
        List<String> churn = parameters.list("churn", asked.churn);
        return new Past(
                new PortfolioFilter(
                        caller.scope(),
                        parameters.list("segment", asked.segment),
                        parameters.texts("csm", asked.csm)),
                parameters.whole("accounts", asked.accounts, ACCOUNTS, ACCOUNTS_MAX),
                from == null ? null : Math.toIntExact(from.toEpochDay()),
                to == null ? null : Math.toIntExact(to.toEpochDay()),
                parameters.whole(
                        "historyDays",
                        asked.historyDays,
                        BacktestSettings.HISTORY_DAYS,
                        HISTORY_DAYS_MAX),
                horizons(parameters, parameters.list("horizons", asked.horizons)),
                new ChurnRule(
                        churn.isEmpty() ? ChurnRule.STANDARD.types() : types(parameters, churn),
                        Set.copyOf(parameters.list("churnUnless", asked.churnUnless)),
                        counted == null ? ChurnRule.Counted.END : counted));
    }

    private static List<Integer> horizons(Parameters parameters, List<String> asked) {
        var horizons = new ArrayList<Integer>();
        for (String text : asked) {
            horizons.add(parameters.whole("horizons", text, 1, HORIZON_MAX));
        }
        return horizons.isEmpty() ? BacktestSettings.HORIZONS : horizons;
    }

    private static Set<EventType> types(Parameters parameters, List<String> asked) {
        try {
            return asked.stream().map(EventType::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            parameters.wrong("churn", "" + e.getMessage());
            return Set.of();
        }
    }

    private static Response answer(Problem problem) {
        return ProblemResponses.of(problem);
    }
}
