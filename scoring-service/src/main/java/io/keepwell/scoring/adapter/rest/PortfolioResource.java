package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.health.Status;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.portfolio.CsmLoads;
import io.keepwell.scoring.application.portfolio.KpiList;
import io.keepwell.scoring.application.portfolio.Movers;
import io.keepwell.scoring.application.portfolio.PortfolioDistribution;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.keepwell.scoring.application.portfolio.PortfolioHistory;
import io.keepwell.scoring.application.portfolio.ReadKpis;
import io.keepwell.scoring.application.portfolio.ReadPortfolio;
import io.keepwell.scoring.application.portfolio.RenewalCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers for all accounts together, as far as the caller sees them. */
@Path("/v1")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Portfolio", description = PortfolioTexts.TAG)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PortfolioResource {

    private static final String SEGMENT = "segment";
    private static final String CSM = "csm";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AT = "at";
    private static final int POINTS_MAX = 400;
    private static final int MOVER_DAYS = 30;
    private static final int MOVER_DAYS_MAX = 400;
    private static final int MOVERS = 10;
    private static final int MOVERS_MAX = 50;
    private static final int RENEWAL_MONTHS = 12;
    private static final int RENEWAL_MONTHS_MAX = 60;
    private static final int HISTORY_MONTHS = 12;

    private final ReadPortfolio portfolio;
    private final ReadKpis kpis;
    private final Caller caller;
    private final InstantSource clock;

    PortfolioResource(ReadPortfolio portfolio, ReadKpis kpis, Caller caller, InstantSource clock) {
        this.portfolio = portfolio;
        this.kpis = kpis;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Tells how accounts are.
     *
     * @param by in which groups
     * @param segment in one of these segments
     * @param csm owned by one of these
     * @return 200, or a problem
     */
    @GET
    @Path("/portfolio")
    @Operation(
            operationId = "getPortfolio",
            summary = "Tell how accounts are, by status",
            description = "Accounts and their revenue by status, and by one thing more.")
    @APIResponse(
            responseCode = "200",
            description = "The distribution.",
            content =
                    @Content(
                            schema = @Schema(implementation = PortfolioDistribution.class),
                            examples =
                                    @ExampleObject(
                                            name = "distribution",
                                            value = PortfolioTexts.DISTRIBUTION)))
    public Uni<Response> now(
            @Parameter(
                            description = "segment, csm, stage or team; none for the whole alone.",
                            example = SEGMENT)
                    @QueryParam("by")
                    @Nullable String by,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        ReadPortfolio.Grouping grouping = parameters.one("by", by, ReadPortfolio.Grouping.class);
        return parameters.areWrong()
                ? wrong(parameters)
                : portfolio.now(filter, grouping).map(Answers::ok);
    }

    /**
     * Tells how accounts were.
     *
     * @param from the first day
     * @param to the last day
     * @param step how far apart the days are
     * @param segment in one of these segments
     * @param csm owned by one of these
     * @return 200, or a problem
     */
    @GET
    @Path("/portfolio/history")
    @Operation(
            operationId = "getPortfolioHistory",
            summary = "Tell how accounts were, by status",
            description =
                    "Accounts and their revenue by status, at the end of each of some days, as it"
                            + " was known then; a backfill tells the days of its accounts anew."
                            + " The last day is told whatever the step; today stands for now.")
    @APIResponse(
            responseCode = "200",
            description = "A point for each day.",
            content =
                    @Content(
                            schema = @Schema(implementation = PortfolioHistory.class),
                            examples =
                                    @ExampleObject(
                                            name = "history",
                                            value = PortfolioTexts.HISTORY)))
    public Uni<Response> history(
            @Parameter(
                            description = "The first day; a year before the last without.",
                            example = "2025-11-03")
                    @QueryParam(FROM)
                    @Nullable String from,
            @Parameter(description = "The last day; today without.", example = "2026-11-03")
                    @QueryParam(TO)
                    @Nullable String to,
            @Parameter(description = "day, week or month; month without.", example = "month")
                    @QueryParam("step")
                    @Nullable String step,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        LocalDate last = Objects.requireNonNullElse(parameters.day(TO, to), today());
        LocalDate first =
                Objects.requireNonNullElse(
                        parameters.day(FROM, from), last.minusMonths(HISTORY_MONTHS));
        ReadPortfolio.Step apart =
                Objects.requireNonNullElse(
                        parameters.one("step", step, ReadPortfolio.Step.class),
                        ReadPortfolio.Step.MONTH);
        if (last.isAfter(today())) {
            parameters.wrong(TO, "is in the future: choose today or a day before it");
        } else if (first.isAfter(last)) {
            parameters.wrong(FROM, "must not be after 'to'");
        } else if (points(first, last, apart) > POINTS_MAX) {
            parameters.wrong(
                    FROM,
                    "is too long ago: an answer has at most %d points; choose a longer step"
                            .formatted(POINTS_MAX));
        }
        return parameters.areWrong()
                ? wrong(parameters)
                : portfolio.history(filter, first, last, apart).map(Answers::ok);
    }

    private static long points(LocalDate from, LocalDate to, ReadPortfolio.Step step) {
        long days = to.toEpochDay() - from.toEpochDay();
        return switch (step) {
            case DAY -> days;
            case WEEK -> days / 7;
            case MONTH -> days / 28;
        };
    }

    /**
     * Tells which accounts moved most.
     *
     * @param days since how many days ago
     * @param limit how many
     * @param segment in one of these segments
     * @param csm owned by one of these
     * @return 200, or a problem
     */
    @GET
    @Path("/portfolio/movers")
    @Operation(
            operationId = "getMovers",
            summary = "Tell whose scores fell and rose most",
            description =
                    "Customers now and then. Of equal moves, the greater revenue comes first.")
    @APIResponse(
            responseCode = "200",
            description = "Falls and rises.",
            content =
                    @Content(
                            schema = @Schema(implementation = Movers.class),
                            examples =
                                    @ExampleObject(name = "movers", value = PortfolioTexts.MOVERS)))
    public Uni<Response> movers(
            @Parameter(
                            description = "Since how many days ago, 1 to 400; 30 without.",
                            example = "30")
                    @QueryParam("days")
                    @Nullable String days,
            @Parameter(description = "How many of each, 1 to 50; 10 without.", example = "10")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        int since = parameters.whole("days", days, MOVER_DAYS, MOVER_DAYS_MAX);
        int size = parameters.whole(Parameters.LIMIT, limit, MOVERS, MOVERS_MAX);
        return parameters.areWrong()
                ? wrong(parameters)
                : portfolio.movers(filter, since, size).map(Answers::ok);
    }

    /**
     * Tells what is to be renewed when.
     *
     * @param months how many months
     * @param atRisk which statuses count as at risk
     * @param segment in one of these segments
     * @param csm owned by one of these
     * @return 200, or a problem
     */
    @GET
    @Path("/portfolio/renewals")
    @Operation(
            operationId = "getRenewals",
            summary = "Tell what is to be renewed when, and how much of it is at risk",
            description = "By the month of the contract's last day, as it is known now.")
    @APIResponse(
            responseCode = "200",
            description = "By month.",
            content =
                    @Content(
                            schema = @Schema(implementation = RenewalCalendar.class),
                            examples =
                                    @ExampleObject(
                                            name = "renewals",
                                            value = PortfolioTexts.RENEWALS)))
    public Uni<Response> renewals(
            @Parameter(
                            description =
                                    "How many months, the present one included, 1 to 60; 12"
                                            + " without.",
                            example = "12")
                    @QueryParam("months")
                    @Nullable String months,
            @Parameter(
                            description =
                                    "Which of green, yellow, red, unknown count as at risk; red"
                                            + " without. Repeated or joined by commas.",
                            example = "[\"red\"]")
                    @QueryParam("atRisk")
                    List<String> atRisk,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        int many = parameters.whole("months", months, RENEWAL_MONTHS, RENEWAL_MONTHS_MAX);
        Set<Status> risky = parameters.values("atRisk", atRisk, List.of(Status.values()));
        return parameters.areWrong()
                ? wrong(parameters)
                : portfolio
                        .renewals(filter, many, risky.isEmpty() ? ReadPortfolio.AT_RISK : risky)
                        .map(Answers::ok);
    }

    /**
     * Tells how much managers have.
     *
     * @param segment accounts in one of these segments
     * @param csm these managers
     * @return 200, or a problem
     */
    @GET
    @Path("/csms")
    @Operation(
            operationId = "listCsms",
            summary = "Tell how much each manager has, against policy",
            description =
                    "Accounts and revenue of each manager, how much of it is red, and whether that"
                            + " is what the documents of kind Capacity allow.")
    @APIResponse(
            responseCode = "200",
            description = "The managers.",
            content =
                    @Content(
                            schema = @Schema(implementation = CsmLoads.class),
                            examples = @ExampleObject(name = "csms", value = PortfolioTexts.LOADS)))
    public Uni<Response> csms(
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        return parameters.areWrong() ? wrong(parameters) : portfolio.loads(filter).map(Answers::ok);
    }

    /**
     * Tells how KPIs stand.
     *
     * @param at at the end of which day
     * @param segment of accounts in one of these segments
     * @param csm of accounts of one of these
     * @return 200, or a problem
     */
    @GET
    @Path("/kpis")
    @Operation(
            operationId = "listKpis",
            summary = "Tell how KPIs stand against their targets",
            description =
                    "Those of the documents of kind Kpis, each with what was counted. The formulas"
                            + " are told in docs/portfolio.md.")
    @APIResponse(
            responseCode = "200",
            description = "The KPIs.",
            content =
                    @Content(
                            schema = @Schema(implementation = KpiList.class),
                            examples = @ExampleObject(name = "kpis", value = PortfolioTexts.KPIS)))
    public Uni<Response> kpis(
            @Parameter(
                            description = "At the end of which day; today, as of now, without.",
                            example = "2026-11-03")
                    @QueryParam(AT)
                    @Nullable String at,
            @Parameter(
                            description =
                                    "Ids of segments; repeated or joined by commas. Of a KPI of"
                                            + " some segments, its own count.")
                    @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PortfolioFilter filter = filter(parameters, segment, csm);
        LocalDate day = Objects.requireNonNullElse(parameters.day(AT, at), today());
        if (day.isAfter(today())) {
            parameters.wrong(AT, "must not be after today, " + today());
        }
        return parameters.areWrong() ? wrong(parameters) : kpis.all(filter, day).map(Answers::ok);
    }

    private PortfolioFilter filter(Parameters parameters, List<String> segment, List<String> csm) {
        return new PortfolioFilter(
                caller.scope(), parameters.list(SEGMENT, segment), parameters.texts(CSM, csm));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Uni<Response> wrong(Parameters parameters) {
        return Uni.createFrom().item(parameters.problem());
    }
}
