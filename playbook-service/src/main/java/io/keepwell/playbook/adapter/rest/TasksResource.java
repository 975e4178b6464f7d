package io.keepwell.playbook.adapter.rest;

import io.keepwell.model.play.ApprovalDecision;
import io.keepwell.model.play.Task;
import io.keepwell.model.play.TaskState;
import io.keepwell.playbook.application.Edit;
import io.keepwell.playbook.application.Revision;
import io.keepwell.playbook.application.WorkTasks;
import io.keepwell.playbook.application.reading.Due;
import io.keepwell.playbook.application.reading.ReadWork;
import io.keepwell.playbook.application.reading.TaskItem;
import io.keepwell.playbook.application.reading.TaskPage;
import io.keepwell.playbook.application.reading.TaskQuery;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import io.keepwell.runtime.rest.PagingTexts;
import io.keepwell.runtime.rest.Parameters;
import io.keepwell.runtime.rest.SharedAnswers;
import io.keepwell.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
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

/** What is to be done, by whom and until when. */
@Path("/v1/tasks")
@RolesAllowed({Role.VIEWER, Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
@Tag(name = "Tasks", description = "What is to be done, by whom and until when.")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "401", ref = SharedAnswers.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = SharedAnswers.FORBIDDEN)
@APIResponse(responseCode = "503", ref = SharedAnswers.UNAVAILABLE)
public class TasksResource {

    private static final String ANY = "*";
    private static final String TO_APPROVE = "toApprove";

    private final ReadWork work;
    private final WorkTasks tasks;
    private final Callers callers;

    TasksResource(ReadWork work, WorkTasks tasks, Callers callers) {
        this.work = work;
        this.tasks = tasks;
        this.callers = callers;
    }

    /**
     * Lists tasks.
     *
     * @param accountId whose
     * @param owner who is to do them
     * @param state where they are in their life
     * @param playId of which play
     * @param due when they are due
     * @param toApprove whether those that wait for the caller's leave are meant
     * @param limit how many
     * @param cursor where the page before ended
     * @return 200 with a page, or a problem
     */
    @GET
    @Operation(
            operationId = "listTasks",
            summary = "List tasks",
            description =
                    "The earliest due first; of those of one day the one whose account had the most"
                            + " revenue when it was opened.")
    @APIResponse(
            responseCode = "200",
            description = "A page of tasks.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskPage.class),
                            examples = @ExampleObject(name = "page", value = ApiTexts.TASKS)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.INVALID)
    public Uni<Response> list(
            @Parameter(description = "Only those for this account.") @QueryParam("accountId")
                    @Nullable String accountId,
            @Parameter(description = "Only those of this person.") @QueryParam("owner")
                    @Nullable String owner,
            @Parameter(
                            description =
                                    "open (the default), waiting for an approval or its day,"
                                            + " completed, cancelled, or all.",
                            example = "open")
                    @QueryParam("state")
                    @Nullable String state,
            @Parameter(description = "Only those of this play.") @QueryParam("playId")
                    @Nullable String playId,
            @Parameter(
                            description =
                                    "overdue: before today; today; week: today or on the six days"
                                            + " after it.")
                    @QueryParam("due")
                    @Nullable String due,
            @Parameter(
                            description =
                                    "true: only those that wait for the caller's approval; a lead's"
                                            + " are also those that nobody is named for. Without"
                                            + " state, it means waiting ones.",
                            example = "true")
                    @QueryParam(TO_APPROVE)
                    @Nullable String toApprove,
            @Parameter(description = PagingTexts.LIMIT, example = "50")
                    @QueryParam(Parameters.LIMIT)
                    @Nullable String limit,
            @Parameter(description = PagingTexts.CURSOR) @QueryParam(Parameters.CURSOR)
                    @Nullable String cursor) {
        var parameters = new Parameters();
        boolean isToApprove = parameters.flag(TO_APPROVE, toApprove);
        var query =
                new TaskQuery(
                        parameters.text("accountId", accountId),
                        parameters.text("owner", owner),
                        parameters.oneOrAll(
                                "state",
                                state,
                                TaskState.class,
                                isToApprove ? TaskState.WAITING : TaskState.OPEN),
                        parameters.id("playId", playId),
                        parameters.one("due", due, Due.class),
                        isToApprove
                                ? new TaskQuery.Approver(callers.caller().name(), callers.isLead())
                                : null);
        int size = parameters.limit(limit);
        TaskQuery.Place after = parameters.cursor(cursor, query.question(), TaskQuery.Place::of);
        if (parameters.areWrong()) {
            return Uni.createFrom().item(parameters.problem());
        }
        return work.tasks(query, callers.caller(), size, after)
                .map(page -> Response.ok(page).build());
    }

    /**
     * A task.
     *
     * @param id which
     * @return 200, or a problem
     */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readTask",
            summary = "Read a task",
            description = "With its owner, when it is due, and what came of it.")
    @APIResponse(
            responseCode = "200",
            description = "The task; its ETag guards changes of it.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskItem.class),
                            examples = @ExampleObject(name = "task", value = ApiTexts.TASK)))
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    public Uni<Response> read(@Parameter(description = ApiTexts.TASK_ID) @PathParam("id") UUID id) {
        return work.task(id, callers.caller())
                .map(found ->
                        found.map(it -> ok(it.accountId(), it.task()))
                                .orElseGet(() -> unknown(id)));
    }

    /**
     * A task is done.
     *
     * @param id which
     * @param revision what the caller read
     * @param body what came of it
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "completeTask",
            summary = "Complete a task",
            description =
                    "With the last of its tasks a play is completed. The same again by the same"
                            + " person is answered with the task as it stands.")
    @APIResponse(
            responseCode = "200",
            description = "The task, completed.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskItem.class),
                            examples =
                                    @ExampleObject(name = "completed", value = ApiTexts.COMPLETED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.REFUSED)
    @APIResponse(responseCode = "412", ref = PlaybookApi.CHANGED)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> complete(
            @Parameter(description = ApiTexts.TASK_ID) @PathParam("id") UUID id,
            @Parameter(description = ApiTexts.IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String revision,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    Bodies.Completion.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "outcome",
                                                            value = ApiTexts.COMPLETION)))
                    Bodies.@Nullable Completion body) {
        var said = body == null ? new Bodies.Completion(null) : body;
        return Bodies.ifRight(
                said.problem(),
                () ->
                        tasks.complete(id, "" + said.outcome(), callers.caller(), read(revision))
                                .map(edit -> answer(id, edit)));
    }

    /**
     * A task goes to somebody.
     *
     * @param id which
     * @param revision what the caller read
     * @param body whose it is to be
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/reassign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reassignTask",
            summary = "Give a task to somebody",
            description = "For its owner, leads, operators and administrators.")
    @APIResponse(
            responseCode = "200",
            description = "The task with its owner.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskItem.class),
                            examples = @ExampleObject(name = "task", value = ApiTexts.REASSIGNED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "403", description = "The task is somebody else's.")
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.REFUSED)
    @APIResponse(responseCode = "412", ref = PlaybookApi.CHANGED)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> reassign(
            @Parameter(description = ApiTexts.TASK_ID) @PathParam("id") UUID id,
            @Parameter(description = ApiTexts.IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable String revision,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    Bodies.Reassignment.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "owner",
                                                            value = ApiTexts.REASSIGNMENT)))
                    Bodies.@Nullable Reassignment body) {
        var said = body == null ? new Bodies.Reassignment(null) : body;
        return Bodies.ifRight(
                said.problem(),
                () ->
                        tasks.reassign(
                                        id,
                                        "" + said.owner(),
                                        callers.caller(),
                                        callers.isLead(),
                                        read(revision))
                                .map(edit -> answer(id, edit)));
    }

    /**
     * Approve a task.
     *
     * @param id which
     * @param body what is to be said
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveTask",
            summary = "Approve a task",
            description =
                    "For whoever fills the role that approves it, leads, operators and"
                            + " administrators, but for whoever has the task to do. The task is"
                            + " opened, and due as many working days from now as its play says.")
    @APIResponse(
            responseCode = "200",
            description = "The task, to be done from now on.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskItem.class),
                            examples = @ExampleObject(name = "task", value = ApiTexts.APPROVED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "403", description = "The approval is somebody else's to give.")
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.REFUSED)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> approve(
            @Parameter(description = ApiTexts.TASK_ID) @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    Bodies.ApprovalGiven.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "terms",
                                                            value = ApiTexts.APPROVAL)))
                    Bodies.@Nullable ApprovalGiven body) {
        var said = body == null ? new Bodies.ApprovalGiven(null) : body;
        return decide(id, ApprovalDecision.APPROVED, said.note(), said.problem());
    }

    /**
     * Refuse to approve a task.
     *
     * @param id which
     * @param body what is to be said
     * @return 200, or a problem
     */
    @POST
    @RolesAllowed({Role.CSM, Role.LEAD, Role.OPS, Role.ADMIN})
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refuseTask",
            summary = "Refuse to approve a task",
            description =
                    "For whoever fills the role that approves it, leads, operators and"
                            + " administrators. The task is cancelled.")
    @APIResponse(
            responseCode = "200",
            description = "The task, cancelled.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskItem.class),
                            examples =
                                    @ExampleObject(name = "task", value = ApiTexts.NOT_APPROVED)))
    @APIResponse(responseCode = "400", ref = SharedAnswers.MALFORMED)
    @APIResponse(responseCode = "403", description = "The approval is somebody else's to give.")
    @APIResponse(responseCode = "404", ref = PlaybookApi.UNKNOWN)
    @APIResponse(responseCode = "409", ref = PlaybookApi.REFUSED)
    @APIResponse(responseCode = "422", ref = PlaybookApi.BROKEN)
    public Uni<Response> refuse(
            @Parameter(description = ApiTexts.TASK_ID) @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    Bodies.ApprovalRefused.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "reason",
                                                            value = ApiTexts.REFUSAL)))
                    Bodies.@Nullable ApprovalRefused body) {
        var said = body == null ? new Bodies.ApprovalRefused(null) : body;
        return decide(id, ApprovalDecision.REFUSED, said.reason(), said.problem());
    }

    private Uni<Response> decide(
            UUID id, ApprovalDecision said, @Nullable String note, Optional<Response> problem) {
        return Bodies.ifRight(
                problem,
                () ->
                        tasks.decide(id, said, note, callers.caller(), callers.isLead())
                                .map(edit -> answer(id, edit)));
    }

    private Response answer(UUID id, Edit edit) {
        return switch (edit) {
            case Edit.Done(var accountId, var task) -> ok(accountId.value(), task);
            case Edit.Unknown() -> unknown(id);
            case Edit.Forbidden(String why) ->
                    ProblemResponses.of(ProblemType.FORBIDDEN.withDetail(why));
            case Edit.Refused(String why) ->
                    ProblemResponses.of(ProblemType.CONFLICT.withDetail(why));
            case Edit.Changed() ->
                    ProblemResponses.of(
                            ProblemType.PRECONDITION_FAILED.withDetail(
                                    "the task has changed since it was read; read it again"));
        };
    }

    private Response ok(String accountId, Task task) {
        return Response.ok(work.shown(accountId, task))
                .tag(new EntityTag(Revision.of(task)))
                .build();
    }

    private static Response unknown(UUID id) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "there is no task %s; GET /v1/tasks lists them".formatted(id)));
    }

    /** What the caller read, without the quotes of the header; nothing where anything will do. */
    private static @Nullable String read(@Nullable String revision) {
        return revision == null || revision.isBlank() || revision.strip().equals(ANY)
                ? null
                : revision.strip().replaceAll("^\"|\"$", "");
    }
}
