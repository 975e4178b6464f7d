package io.keepwell.scoring.adapter.rest;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.EventOutbox;
import io.keepwell.scoring.application.portfolio.PoliciesInForce;
import io.keepwell.scoring.application.reading.AccountDetail;
import io.keepwell.scoring.application.reading.ReadAccounts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Lets people override a score (H8). What they say becomes an event of the account, so it is
 * judged, explained and reproduced like everything else that is known of it.
 */
@Path("/v1/accounts/{id}/score/override")
@RequestScoped
@RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Accounts", description = "Who the accounts are, how they are, and why.")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "404", ref = ScoringApi.UNKNOWN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class OverridesResource {

    private static final EventType OVERRIDDEN = new EventType("account.score-overridden");
    private static final EventType LIFTED = new EventType("account.score-override-lifted");
    private static final String ATTRIBUTES = "/attributes";
    private static final Uni<Boolean> TRUE = Uni.createFrom().item(true);

    private final ReadAccounts accounts;
    private final PoliciesInForce policies;
    private final EventOutbox outbox;
    private final EventCatalogue catalogue;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final Caller caller;

    OverridesResource(
            ReadAccounts accounts,
            PoliciesInForce policies,
            EventOutbox outbox,
            EventCatalogue catalogue,
            Supplier<UUID> ids,
            InstantSource clock,
            Caller caller) {
        this.accounts = accounts;
        this.policies = policies;
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
        this.caller = caller;
    }

    /** What somebody says of a score. */
    @Schema(name = "ScoreOverride", description = "What somebody says of a score.")
    public record ScoreOverride(
            @Schema(description = "The score, 0 to 100.", required = true, examples = "40")
                    @Nullable BigDecimal value,
            @Schema(
                            description =
                                    "What it does to the computed score: takes its place, or is the"
                                            + " most or the least that it may be.",
                            enumeration = {"score", "cap", "floor"},
                            defaultValue = "score")
                    @Nullable String as,
            @Schema(
                            description = "Why; the explanation tells it.",
                            required = true,
                            examples = "They are moving to another tool.")
                    @Nullable String reason,
            @Schema(
                            description =
                                    "The last day (UTC) on which it holds. Without it, and at most,"
                                            + " it holds for the days that the scorecard allows.",
                            examples = "2026-11-30")
                    @Nullable LocalDate until) {}

    /** Why an override is over. */
    @Schema(name = "OverrideLift", description = "Why an override is over.")
    public record Lift(
            @Schema(
                            description = "Why; it is kept with the event.",
                            required = true,
                            examples = "The new sponsor has signed.")
                    @Nullable String reason) {}

    /** What has become of it. */
    @Schema(name = "Said", description = "An event that tells what somebody has said.")
    public record Said(
            @Schema(description = "The event's id, which the explanation names.", required = true)
                    String eventId,
            @Schema(required = true) Instant at) {}

    /**
     * Overrides a score.
     *
     * @param id the account
     * @param said what is said of it
     * @return 202, or a problem
     */
    @PUT
    @Operation(
            operationId = "overrideScore",
            summary = "Override a score",
            description =
                    "The computed score is told beside it, and the explanation names who said so,"
                            + " why and until when. It counts within a second, takes the place of"
                            + " an earlier one, and ends by itself. A scorecard with overrides:"
                            + " {maxDays: 0} heeds nobody's word. An account that is erased"
                            + " meanwhile takes it along.")
    @APIResponse(
            responseCode = "202",
            description = "It is kept, and will count at once.",
            content =
                    @Content(
                            schema = @Schema(implementation = Said.class),
                            examples = @ExampleObject(name = "said", value = ApiTexts.SAID)))
    @APIResponse(
            responseCode = "409",
            description = "The scorecard that judges the account heeds nobody's word.")
    @APIResponse(responseCode = "422", description = "Something is missing, or not allowed.")
    public Uni<Response> override(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ScoreOverride.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "cap",
                                                            value = ApiTexts.OVERRIDE)))
                    @Nullable ScoreOverride said) {
        ScoreOverride its =
                Objects.requireNonNullElse(said, new ScoreOverride(null, null, null, null));
        Instant now = clock.instant();
        var attributes = new HashMap<String, AttributeValue>();
        var errors = new ArrayList<Problem.FieldError>();
        put("as", its.as() == null ? "score" : its.as(), attributes, errors);
        if (its.until() != null) {
            attributes.put("until", new AttributeValue.Text(its.until().toString()));
            if (its.until().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
                errors.add(
                        new Problem.FieldError(
                                "/until", "until must be today or later, was " + its.until()));
            }
        }
        return send(id, OVERRIDDEN, its.value(), its.reason(), attributes, errors, now);
    }

    /**
     * Ends an override.
     *
     * @param id the account
     * @param said why
     * @return 202, or a problem
     */
    @POST
    @Path("/lift")
    @Operation(
            operationId = "liftOverride",
            summary = "End an override",
            description =
                    "From now on the computed score counts again. Where there is no override,"
                            + " nothing changes.")
    @APIResponse(
            responseCode = "202",
            description = "It is kept, and will count at once.",
            content =
                    @Content(
                            schema = @Schema(implementation = Said.class),
                            examples = @ExampleObject(name = "said", value = ApiTexts.SAID)))
    @APIResponse(responseCode = "422", description = "It is not said why.")
    public Uni<Response> lift(
            @Parameter(description = ApiTexts.ACCOUNT_ID) @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Lift.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "lift",
                                                            value = ApiTexts.OVERRIDE_LIFT)))
                    @Nullable Lift said) {
        return send(
                id,
                LIFTED,
                null,
                said == null ? null : said.reason(),
                new HashMap<>(),
                new ArrayList<>(),
                clock.instant());
    }

    private Uni<Response> send(
            String id,
            EventType type,
            @Nullable BigDecimal value,
            @Nullable String reason,
            Map<String, AttributeValue> attributes,
            List<Problem.FieldError> errors,
            Instant now) {
        attributes.put("author", new AttributeValue.Text(caller.name()));
        if (reason != null && !reason.isBlank()) {
            put("reason", reason.strip(), attributes, errors);
        }
        var all = new Attributes(attributes);
        if (errors.isEmpty()) {
            catalogue.objections(type, value, all).stream()
                    .map(it -> new Problem.FieldError(inBody(it.pointer()), inBody(it.detail())))
                    .forEach(errors::add);
        }
        return accounts.find(caller.scope(), id)
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(Answers.okOrUnknown(found, id));
                    }
                    if (!errors.isEmpty()) {
                        return Uni.createFrom()
                                .item(
                                        ProblemResponses.of(
                                                ProblemType.UNPROCESSABLE.withErrors(
                                                        "correct what the errors name", errors)));
                    }
                    AccountDetail account = found.get();
                    var event =
                            new CustomerEventV1(
                                    ids.get().toString(),
                                    SourceName.KEEPWELL,
                                    new AccountId(id),
                                    type,
                                    now,
                                    now,
                                    null,
                                    value,
                                    all,
                                    null);
                    return (type.equals(OVERRIDDEN) ? isHeeded(account) : TRUE)
                            .flatMap(isHeeded -> isHeeded ? keep(event) : refused(account));
                });
    }

    private Uni<Response> keep(CustomerEventV1 event) {
        return Uni.createFrom()
                .completionStage(() -> outbox.keep(event))
                .map(it -> Response.accepted(new Said(it.id(), it.occurredAt())).build());
    }

    /** Whether its card lets people override scores, as far as the policies of now know it. */
    private Uni<Boolean> isHeeded(AccountDetail account) {
        return policies.now()
                .map(set ->
                        set.map(it -> it.scorecards().get(account.scorecard().id()))
                                .map(card -> card.value().overrideDaysMax() > 0)
                                .orElse(true));
    }

    private static Uni<Response> refused(AccountDetail account) {
        return Uni.createFrom()
                .item(
                        ProblemResponses.of(
                                ProblemType.CONFLICT.withDetail(
                                        "scorecard '%s' heeds nobody's word: its overrides.maxDays"
                                                        .formatted(account.scorecard().id())
                                                + " is 0; let it be a number of days, or send the"
                                                + " events that are missing")));
    }

    private static void put(
            String name,
            String text,
            Map<String, AttributeValue> attributes,
            List<? super Problem.FieldError> errors) {
        try {
            attributes.put(name, new AttributeValue.Text(text));
        } catch (IllegalArgumentException e) {
            errors.add(
                    new Problem.FieldError(
                            "/" + name, ("" + e.getMessage()).replace("attribute", name)));
        }
    }

    /** The body has the event's attributes beside its value. */
    private static String inBody(String text) {
        return text.startsWith(ATTRIBUTES)
                ? text.substring(ATTRIBUTES.length())
                : text.replace("attributes.", "");
    }
}
