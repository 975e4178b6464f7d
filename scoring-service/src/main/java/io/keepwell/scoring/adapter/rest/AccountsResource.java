package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.health.Status;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.reading.AccountDetail;
import io.keepwell.scoring.application.reading.AccountPage;
import io.keepwell.scoring.application.reading.AccountQuery;
import io.keepwell.scoring.application.reading.EventPage;
import io.keepwell.scoring.application.reading.Explanation;
import io.keepwell.scoring.application.reading.HistoryPage;
import io.keepwell.scoring.application.reading.HistoryQuery;
import io.keepwell.scoring.application.reading.ReadAccounts;
import io.keepwell.scoring.application.reading.ReadEvents;
import io.keepwell.scoring.application.reading.ReadPastScores;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers for accounts, as far as the caller sees them: the others are unknown. */
@Path("/v1/accounts")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Accounts", description = "Who the accounts are, how they are, and why.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class AccountsResource {

    /** What must be the same on every page. */
    static final String KEPT = "sort and filters";

    private static final String AT = "at";
    private static final String VERSION = "version";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String SUPERSEDED = "superseded";

    private final ReadAccounts accounts;
    private final ReadEvents events;
    private final ReadPastScores pasts;
    private final InstantSource clock;
    private final Caller caller;

    AccountsResource(
            ReadAccounts accounts,
            ReadEvents events,
            ReadPastScores pasts,
            InstantSource clock,
            Caller caller) {
        this.accounts = accounts;
        this.events = events;
        this.pasts = pasts;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * Lists accounts.
     *
     * @param status with one of these statuses
     * @param segment in one of these segments
     * @param csm owned by one of these
     * @param q a part of the id or the name
     * @param sort in which order
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listAccounts",
            summary = "List accounts",
            description =
                    "Accounts without a value in the field that they are sorted by come last; those"
                            + " with the same value are in the order of their ids.")
    @APIResponse(
            responseCode = "200",
            description = "A page of accounts.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.ACCOUNTS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(
                            description =
                                    "Of green, yellow, red, unknown; repeated or joined by commas.",
                            example = "[\"red\", \"yellow\"]")
                    @QueryParam("status")
                    List<String> status,
            @Parameter(description = "Ids of segments; repeated or joined by commas.")
                    @QueryParam("segment")
                    List<String> segment,
            @Parameter(description = "Customer success managers; repeated.") @QueryParam("csm")
                    List<String> csm,
            @Parameter(description = "A part of the id or the name, in upper or lower case.")
                    @QueryParam("q")
                    @Nullable String q,
            @Parameter(
                            description =
                                    "arr, score, risk, name, renewalDate or change30d, with a '-'"
                                            + " before it for the greatest first; -arr by default.",
                            example = "-arr")
                    @QueryParam("sort")
                    @Nullable String sort,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(KEPT);
        var filter =
                new AccountQuery.Filter(
                        statuses(parameters, status),
                        parameters.list("segment", segment),
                        parameters.texts("csm", csm),
                        parameters.text("q", q));
        Sorting sorting = Sorting.of(parameters, sort);
        int size = parameters.limit(limit);
        AccountQuery.Place after =
                parameters.cursor(
                        cursor,
                        AccountQuery.question(filter, sorting.field(), sorting.descending()),
                        keys -> AccountQuery.Place.of(sorting.field(), keys));
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return accounts.list(
                        new AccountQuery(
                                caller.scope(),
                                filter,
                                sorting.field(),
                                sorting.descending(),
                                size,
                                after))
                .map(Answers::ok);
    }

    /**
     * Shows an account.
     *
     * @param id the account
     * @return 200 with the account, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "showAccount",
            summary = "Show an account",
            description = "With its traits, its signals, and how many of its events were counted.")
    @APIResponse(
            responseCode = "200",
            description = "The account.",
            content =
                    @Content(
                            schema = @Schema(implementation = AccountDetail.class),
                            examples = @ExampleObject(name = "account", value = ApiTexts.ACCOUNT)))
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> show(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id) {
        return accounts.find(caller.scope(), id).map(found -> Answers.okOrUnknown(found, id));
    }

    /**
     * Explains an account's score.
     *
     * @param id the account
     * @param at of which moment; the present without
     * @param version by which policies; those of the time without
     * @return 200 with the explanation, or a problem
     */
    @GET
    @Path("/{id}/score")
    @Operation(
            operationId = "explainScore",
            summary = "Explain an account's score",
            description =
                    "Without a moment: the score of the present. With one of the past: the score"
                        + " that the account had then, to the last decimal, computed once more from"
                        + " the events that had been received by then. With a version as well: the"
                        + " score that it would have had by those policies.")
    @APIResponse(
            responseCode = "200",
            description = "Why the score is what it is.",
            content =
                    @Content(
                            schema = @Schema(implementation = Explanation.class),
                            examples =
                                    @ExampleObject(name = "score", value = ApiTexts.EXPLANATION)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> explain(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @Parameter(
                            description = "A moment of the past, as RFC 3339 writes it.",
                            example = "2026-11-03T09:16:02Z")
                    @QueryParam(AT)
                    @Nullable String at,
            @Parameter(
                            description =
                                    "By which policies, if not by those of the time: the version of"
                                        + " a bundle that was applied at any time, or its first"
                                        + " digits, at least six; GET /v1/policies/history tells"
                                        + " which there are.",
                            example =
                                    "51aa0c3d51aa0c3d51aa0c3d51aa0c3d51aa0c3d51aa0c3d51aa0c3d51aa0c3d")
                    @QueryParam(VERSION)
                    @Nullable String version) {
        var parameters = new Parameters(KEPT);
        Instant moment = parameters.time(AT, at);
        Instant now = clock.instant();
        if (moment != null && moment.isAfter(now)) {
            parameters.wrong(AT, "is in the future: ask for the present without it");
        }
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        if (version != null && !version.isEmpty()) {
            return pasts.by(caller.scope(), id, moment == null ? now : moment, version)
                    .map(answer -> past(answer, id, moment == null ? now : moment, version));
        }
        return moment == null
                ? accounts.explain(caller.scope(), id).map(found -> Answers.okOrUnknown(found, id))
                : pasts.at(caller.scope(), id, moment).map(answer -> past(answer, id, moment, ""));
    }

    private static Response past(
            ReadPastScores.Answer answer, String id, Instant at, String version) {
        return switch (answer) {
            case ReadPastScores.Answer.Explained(Explanation explanation) ->
                    Answers.ok(explanation);
            case ReadPastScores.Answer.UnknownAccount() -> Answers.unknown(id);
            case ReadPastScores.Answer.NotYetJudged() -> Answers.notYetJudged(id, at);
            case ReadPastScores.Answer.UnknownVersion() ->
                    ProblemResponses.of(
                            ProblemType.NOT_FOUND.withDetail(
                                    ("no policies of version '%s' were ever applied, or several"
                                         + " begin so, or this release cannot read them; GET"
                                         + " /v1/policies/history tells which there are")
                                            .formatted(Answers.quoted(version))));
            case ReadPastScores.Answer.NotComputable(String because) ->
                    ProblemResponses.of(
                            ProblemType.CONFLICT.withDetail(
                                    "it cannot be computed: %s; without 'version' the score that it had is told"
                                            .formatted(because)));
        };
    }

    /**
     * Lists the changes of an account's health.
     *
     * @param id the account
     * @param from not before
     * @param to before
     * @param superseded whether also those that a later backfill told anew
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Path("/{id}/score/history")
    @Operation(
            operationId = "listScoreHistory",
            summary = "List the changes of an account's health",
            description = "The newest first, each with its cause and what was known.")
    @APIResponse(
            responseCode = "200",
            description = "A page of changes.",
            content =
                    @Content(
                            schema = @Schema(implementation = HistoryPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.HISTORY)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> history(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @Parameter(description = "Not before this time.", example = "2026-10-01T00:00:00Z")
                    @QueryParam(FROM)
                    @Nullable String from,
            @Parameter(description = "Before this time.", example = "2026-11-01T00:00:00Z")
                    @QueryParam(TO)
                    @Nullable String to,
            @Parameter(description = "true shows also what a later backfill has told anew.")
                    @QueryParam(SUPERSEDED)
                    @Nullable String superseded,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(KEPT);
        Instant begin = parameters.time(FROM, from);
        Instant end = parameters.time(TO, to);
        boolean all = parameters.flag(SUPERSEDED, superseded);
        int size = parameters.limit(limit);
        HistoryQuery.Place after =
                parameters.cursor(
                        cursor, HistoryQuery.question(id, begin, end, all), HistoryQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return accounts.history(caller.scope(), new HistoryQuery(id, begin, end, all, size, after))
                .map(found -> Answers.okOrUnknown(found, id));
    }

    /**
     * Lists an account's events.
     *
     * @param id the account
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Path("/{id}/events")
    @Operation(
            operationId = "listEvents",
            summary = "List an account's events",
            description =
                    "Read back from keepwell.customer-events, the one that was received last"
                            + " first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of events.",
            content =
                    @Content(
                            schema = @Schema(implementation = EventPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.EVENTS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> events(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = ApiTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters(KEPT);
        int size = parameters.limit(limit);
        Long before = parameters.cursor(cursor, ReadEvents.question(id), ReadEvents::before);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return events.list(caller.scope(), id, before == null ? Long.MAX_VALUE : before, size)
                .map(found -> Answers.okOrUnknown(found, id));
    }

    private static List<String> statuses(Parameters parameters, List<String> asked) {
        return parameters.values("status", asked, Arrays.asList(Status.values())).stream()
                .map(Status::wireName)
                .toList();
    }
}
