package io.keepwell.scoring.adapter.rest;

import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Caller;
import io.keepwell.runtime.security.Role;
import io.keepwell.scoring.application.play.PlayEffectiveness;
import io.keepwell.scoring.application.play.PlayQuery;
import io.keepwell.scoring.application.play.PlayRunPage;
import io.keepwell.scoring.application.play.ReadPlays;
import io.keepwell.scoring.application.portfolio.PortfolioFilter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers what plays did, as far as the caller sees the accounts (requirement H13). */
@Path("/v1/portfolio/plays")
@RequestScoped
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Portfolio", description = PortfolioTexts.TAG)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class PlaysResource {

    private static final String PLAY = "play";
    private static final String WINDOW = "window";
    private static final String SEGMENT = "segment";
    private static final String CSM = "csm";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int WINDOW_DEFAULT = 90;
    private static final int DAYS_DEFAULT = 365;
    private static final int DAYS_MAX = 800;

    private static final String PLAYS = "Ids of plays; repeated or joined by commas.";
    private static final String WINDOWS =
            "How many days after its beginning a play is looked at: 30, 60 or 90; 90 without.";
    private static final String BEGUN =
            "Only plays that began on this day (UTC) or later; 365 days before 'to' without.";
    private static final String UNTIL =
            "Only plays that began on this day (UTC) or before; today without.";

    private final ReadPlays plays;
    private final Caller caller;
    private final InstantSource clock;

    PlaysResource(ReadPlays plays, Caller caller, InstantSource clock) {
        this.plays = plays;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Tells what plays did.
     *
     * @param play these plays
     * @param window over how many days
     * @param from begun then or later
     * @param to begun then or before
     * @param segment accounts in one of these segments
     * @param csm accounts of one of these managers
     * @return 200, or a problem
     */
    @GET
    @Operation(
            operationId = "getPlayEffectiveness",
            summary = "Tell what plays did",
            description =
                    "Health and revenue over a window of days after each play began, beside"
                        + " accounts that had the same status and segment on the same day and not"
                        + " the play. Those whose window has not ended are counted apart. The"
                        + " formulas are told in docs/portfolio.md; they can be computed by hand"
                        + " from /v1/portfolio/plays/each.")
    @APIResponse(
            responseCode = "200",
            description = "By play.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayEffectiveness.class),
                            examples = @ExampleObject(name = "plays", value = PlayTexts.PLAYS)))
    public Uni<Response> effectiveness(
            @Parameter(description = PLAYS) @QueryParam(PLAY) List<String> play,
            @Parameter(description = WINDOWS, example = "90") @QueryParam(WINDOW)
                    @Nullable String window,
            @Parameter(description = BEGUN, example = "2026-01-01") @QueryParam(FROM)
                    @Nullable String from,
            @Parameter(description = UNTIL, example = "2026-11-03") @QueryParam(TO)
                    @Nullable String to,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm) {
        var parameters = new Parameters();
        PlayQuery query = query(parameters, new Asked(play, window, from, to, segment, csm), 1);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return plays.effectiveness(query)
                .map(told -> told.map(Answers::ok).orElseGet(() -> tooMany(parameters)));
    }

    /**
     * Lists plays one by one.
     *
     * @param play of these plays
     * @param window over how many days
     * @param from begun then or later
     * @param to begun then or before
     * @param segment accounts in one of these segments
     * @param csm accounts of one of these managers
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Path("/each")
    @Operation(
            operationId = "listEachPlay",
            summary = "List plays one by one with their numbers",
            description =
                    "The newest first: all that the figures of plays are made of. Those that did"
                            + " not start are not among them.")
    @APIResponse(
            responseCode = "200",
            description = "A page of plays.",
            content =
                    @Content(
                            schema = @Schema(implementation = PlayRunPage.class),
                            examples = @ExampleObject(name = "plays", value = PlayTexts.EACH)))
    public Uni<Response> each(
            @Parameter(description = PLAYS) @QueryParam(PLAY) List<String> play,
            @Parameter(description = WINDOWS, example = "90") @QueryParam(WINDOW)
                    @Nullable String window,
            @Parameter(description = BEGUN, example = "2026-01-01") @QueryParam(FROM)
                    @Nullable String from,
            @Parameter(description = UNTIL, example = "2026-11-03") @QueryParam(TO)
                    @Nullable String to,
            @Parameter(description = PortfolioTexts.SEGMENT) @QueryParam(SEGMENT)
                    List<String> segment,
            @Parameter(description = PortfolioTexts.CSM) @QueryParam(CSM) List<String> csm,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PagingTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        int size = parameters.limit(limit);
        PlayQuery all = query(parameters, new Asked(play, window, from, to, segment, csm), size);
        PlayQuery.Place after = parameters.cursor(cursor, all.question(), PlayQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return plays.runs(all.after(after))
                .map(found ->
                        Answers.ok(
                                new PlayRunPage(
                                        Listed.items(found, size),
                                        Listed.next(found, size, all.question()))));
    }

    /** Parameters as they were sent. */
    private record Asked(
            List<String> play,
            @Nullable String window,
            @Nullable String from,
            @Nullable String to,
            List<String> segment,
            List<String> csm) {}

    private PlayQuery query(Parameters parameters, Asked asked, int limit) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate last = Objects.requireNonNullElse(day(parameters, TO, asked.to()), today);
        LocalDate first =
                Objects.requireNonNullElse(
                        day(parameters, FROM, asked.from()), last.minusDays(DAYS_DEFAULT));
        if (last.isAfter(today)) {
            parameters.wrong(TO, "is in the future: choose today or a day before it");
        } else if (first.isAfter(last)) {
            parameters.wrong(FROM, "must not be after 'to'");
        } else if (last.toEpochDay() - first.toEpochDay() > DAYS_MAX) {
            parameters.wrong(FROM, "must be at most %d days before 'to'".formatted(DAYS_MAX));
        }
        return new PlayQuery(
                new PortfolioFilter(
                        caller.scope(),
                        parameters.list(SEGMENT, asked.segment()),
                        parameters.texts(CSM, asked.csm())),
                parameters.list(PLAY, asked.play()),
                window(parameters, asked.window()),
                first,
                last,
                false,
                limit,
                null);
    }

    private static int window(Parameters parameters, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return WINDOW_DEFAULT;
        }
        for (int window : ReadPlays.WINDOWS) {
            if (text.equals(Integer.toString(window))) {
                return window;
            }
        }
        parameters.wrong(
                WINDOW,
                "must be one of "
                        + ReadPlays.WINDOWS.stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")));
        return WINDOW_DEFAULT;
    }

    private static @Nullable LocalDate day(
            Parameters parameters, String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException noDay) {
            // Told below.
        }
        parameters.wrong(name, "must be a day such as 2026-11-03");
        return null;
    }

    private static Response tooMany(Parameters parameters) {
        parameters.wrong(
                FROM,
                "leaves more than %d plays, which is too many for one answer: choose a later day, a play or a segment"
                        .formatted(ReadPlays.RUNS_MAX));
        return parameters.problem();
    }
}
