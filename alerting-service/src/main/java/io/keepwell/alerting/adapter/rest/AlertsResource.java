package io.keepwell.alerting.adapter.rest;

import io.keepwell.alerting.application.AnswerAlerts;
import io.keepwell.alerting.application.AnswerAlerts.Outcome;
import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.application.reading.AlertItem;
import io.keepwell.alerting.application.reading.AlertQuery;
import io.keepwell.alerting.application.reading.AlertRecords;
import io.keepwell.alerting.domain.AlertFacts;
import io.keepwell.model.Require;
import io.keepwell.model.alert.AlertState;
import io.keepwell.model.alert.Severity;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows alerts, and lets people answer them. */
@Path("/v1/alerts")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Alerts", description = "What needs somebody, and who answered.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
public class AlertsResource {

    private static final String ACCOUNT_ID = "accountId";
    private static final String STATE = "state";
    private static final String OVERDUE = "overdue";
    private static final String IF_MATCH =
            "The ETag that was read: the answer is 412 when the alert has changed since.";
    private static final int WORDS_MAX = 1_000;

    private static final List<AlertState> STATES =
            List.of(AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.RESOLVED);

    private final AlertRecords records;
    private final AnswerAlerts answers;
    private final Caller caller;

    AlertsResource(AlertRecords records, AnswerAlerts answers, Caller caller) {
        this.records = records;
        this.answers = answers;
        this.caller = caller;
    }

    /**
     * What somebody says who takes an alert on.
     *
     * @param note for others to read
     */
    public record Acknowledge(
            @Schema(
                            description = "For others to read; at most 1000 characters.",
                            maxLength = WORDS_MAX)
                    @Nullable String note) {}

    /**
     * What somebody says who ends an alert.
     *
     * @param reason why
     */
    public record Resolve(
            @Schema(
                            description = "Why, at most 1000 characters.",
                            required = true,
                            maxLength = WORDS_MAX)
                    @Nullable String reason) {}

    /**
     * Lists alerts.
     *
     * @param accountId whose
     * @param rule which rules opened them
     * @param severity how much they press
     * @param owner who is to answer
     * @param state in which state
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "List alerts",
            description =
                    "The most pressing first: by severity, then by when they must be answered."
                            + " Those that are not resolved, unless a state is asked for.")
    @APIResponse(
            responseCode = "200",
            description = "A page of alerts.",
            content =
                    @Content(
                            schema = @Schema(implementation = AlertPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.ALERTS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> list(
            @Parameter(description = "Only those of this account.") @QueryParam(ACCOUNT_ID)
                    @Nullable String accountId,
            @Parameter(description = "Ids of rules; repeated or joined by commas.")
                    @QueryParam("rule")
                    List<String> rule,
            @Parameter(description = "critical, high, medium; repeated or joined by commas.")
                    @QueryParam("severity")
                    List<String> severity,
            @Parameter(description = "Who is to answer; repeated.") @QueryParam("owner")
                    List<String> owner,
            @Parameter(
                            description =
                                    "open, acknowledged, resolved, repeated or joined by commas; or"
                                        + " overdue alone, for those that nobody has answered in"
                                        + " time.")
                    @QueryParam(STATE)
                    List<String> state,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PagingTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        boolean overdueOnly = state.equals(List.of(OVERDUE));
        Set<AlertState> states = overdueOnly ? Set.of() : parameters.values(STATE, state, STATES);
        var filter =
                new AlertQuery.Filter(
                        parameters.text(ACCOUNT_ID, accountId),
                        Set.copyOf(parameters.list("rule", rule)),
                        parameters.values("severity", severity, Arrays.asList(Severity.values())),
                        Set.copyOf(parameters.texts("owner", owner)),
                        states.isEmpty()
                                ? Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED)
                                : states,
                        overdueOnly);
        int size = parameters.limit(limit);
        String question = filter.question();
        AlertQuery.Place after = parameters.cursor(cursor, question, AlertQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return records.alerts(new AlertQuery(filter, caller.scope(), size, after))
                .map(found -> Listed.of(found, AlertsResource::place))
                .map(found ->
                        Response.ok(
                                        new AlertPage(
                                                Listed.items(found, size).stream()
                                                        .map(it -> AlertItem.of(it.alert()))
                                                        .toList(),
                                                Listed.next(found, size, question)))
                                .build());
    }

    /**
     * Shows an alert.
     *
     * @param id which
     * @return 200 with the alert, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAlert",
            summary = "Show an alert",
            description = "With its clock, and what became of it so far.")
    @APIResponse(
            responseCode = "200",
            description = "The alert; its version is the ETag.",
            content =
                    @Content(
                            schema = @Schema(implementation = AlertItem.class),
                            examples = @ExampleObject(name = "alert", value = ApiTexts.ALERT)))
    @APIResponse(responseCode = "404", ref = AlertingApi.UNKNOWN)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> show(
            @Parameter(description = ApiTexts.ALERT_ID) @PathParam("id") UUID id) {
        return records.alert(id, caller.scope())
                .map(found -> found.map(AlertsResource::shown).orElseGet(() -> unknown(id)));
    }

    /**
     * Takes an alert on.
     *
     * @param id which
     * @param ifMatch the version that was read
     * @param said what the caller says
     * @return 200 with the alert, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeAlert",
            summary = "Take an alert on",
            description = "This stops its clock. Saying it twice is as good as once.")
    @APIResponse(
            responseCode = "200",
            description = "The alert is the caller's.",
            content =
                    @Content(
                            schema = @Schema(implementation = AlertItem.class),
                            examples =
                                    @ExampleObject(
                                            name = "acknowledged",
                                            value = ApiTexts.ACKNOWLEDGED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", ref = AlertingApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = AlertingApi.REFUSED)
    @APIResponse(responseCode = "412", ref = AlertingApi.CHANGED)
    @APIResponse(responseCode = "422", ref = AlertingApi.WRONG)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> acknowledge(
            @Parameter(description = ApiTexts.ALERT_ID) @PathParam("id") UUID id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Acknowledge.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "note",
                                                            value = ApiTexts.ACKNOWLEDGE)))
                    @Nullable Acknowledge said) {
        String note =
                said == null || said.note() == null || said.note().isBlank() ? null : said.note();
        List<Problem.FieldError> errors = note == null ? List.of() : errors("/note", note);
        if (!errors.isEmpty()) {
            return wrong(errors);
        }
        return answers.acknowledge(id, caller, note, version(ifMatch))
                .map(outcome -> answer(id, outcome));
    }

    /**
     * Ends an alert.
     *
     * @param id which
     * @param ifMatch the version that was read
     * @param said what the caller says
     * @return 200 with the alert, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "resolveAlert",
            summary = "End an alert",
            description =
                    "A later firing of the rule opens a new one. Saying it twice is as good as"
                            + " once.")
    @APIResponse(
            responseCode = "200",
            description = "The alert is resolved.",
            content =
                    @Content(
                            schema = @Schema(implementation = AlertItem.class),
                            examples =
                                    @ExampleObject(name = "resolved", value = ApiTexts.RESOLVED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", ref = AlertingApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = AlertingApi.REFUSED)
    @APIResponse(responseCode = "412", ref = AlertingApi.CHANGED)
    @APIResponse(responseCode = "422", ref = AlertingApi.WRONG)
    @APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
    public Uni<Response> resolve(
            @Parameter(description = ApiTexts.ALERT_ID) @PathParam("id") UUID id,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Resolve.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "reason",
                                                            value = ApiTexts.RESOLVE)))
                    @Nullable Resolve said) {
        String reason = said == null ? null : said.reason();
        if (reason == null || reason.isBlank()) {
            return wrong(
                    List.of(
                            new Problem.FieldError(
                                    "/reason", "must say why the alert is resolved")));
        }
        List<Problem.FieldError> errors = errors("/reason", reason);
        if (!errors.isEmpty()) {
            return wrong(errors);
        }
        return answers.resolve(id, caller, reason, version(ifMatch))
                .map(outcome -> answer(id, outcome));
    }

    private static List<@Nullable String> place(Stored stored) {
        AlertFacts facts = stored.alert().facts();
        return new AlertQuery.Place(facts.severity(), facts.respondBy(), facts.alertId()).keys();
    }

    private static List<Problem.FieldError> errors(String pointer, String words) {
        var errors = new ArrayList<Problem.FieldError>();
        try {
            Require.text(pointer.substring(1), words, WORDS_MAX);
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError(pointer, "" + e.getMessage()));
        }
        return errors;
    }

    private static Uni<Response> wrong(List<Problem.FieldError> errors) {
        return Uni.createFrom()
                .item(
                        ProblemResponses.of(
                                ProblemType.UNPROCESSABLE.withErrors(
                                        "correct what the errors name", errors)));
    }

    /** What is no version of ours cannot be the present one. */
    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.strip().replace("\"", ""));
        } catch (NumberFormatException noVersion) {
            return -1L;
        }
    }

    private static Response answer(UUID id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Stored stored) -> shown(stored);
            case Outcome.Unknown() -> unknown(id);
            case Outcome.Refused(String detail) ->
                    ProblemResponses.of(ProblemType.CONFLICT.withDetail(detail));
            case Outcome.Changed(long version) ->
                    ProblemResponses.of(
                            ProblemType.PRECONDITION_FAILED.withDetail(
                                    "the alert's ETag is \"%d\" now; read it again"
                                            .formatted(version)));
        };
    }

    private static Response shown(Stored stored) {
        return Response.ok(AlertItem.of(stored.alert()))
                .tag(Objects.toString(stored.version()))
                .build();
    }

    private static Response unknown(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "no alert %s; GET /v1/alerts lists them".formatted(id)));
    }
}
