package io.keepwell.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.keepwell.runtime.token.ClaimsException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a resource or the framework throws into a problem of the catalogue. What is a bug is
 * logged once, under a name that the caller is told; nothing else of it leaves the service.
 */
public class ProblemMappers {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemMappers.class);
    private static final String BEARER = "Bearer";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int ERRORS_FROM = 400;
    private static final int SERVER_ERRORS_FROM = 500;

    /** What a framework's answer may say beside its status. */
    private static final List<String> HEADERS_KEPT =
            List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private final Supplier<UUID> ids;

    /**
     * With names for what is logged.
     *
     * @param ids gives them
     */
    public ProblemMappers(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /**
     * An answer that the framework chose: no such path, method, media type and the like.
     *
     * @param thrown holds the framework's answer
     * @return the same status as a problem
     */
    @ServerExceptionMapper
    public Response onWebApplication(WebApplicationException thrown) {
        Response chosen = thrown.getResponse();
        if (chosen.getStatus() < ERRORS_FROM) {
            return chosen;
        }
        if (thrown.getCause() instanceof JacksonException unreadable) {
            return onUnreadable(unreadable);
        }
        ProblemType type = ProblemType.ofStatus(chosen.getStatus());
        if (type.status() >= SERVER_ERRORS_FROM && type != ProblemType.UNAVAILABLE) {
            return onBug(thrown);
        }
        Response.ResponseBuilder answer =
                ProblemResponses.builder(type.withDetail(FrameworkDetails.of(type)));
        for (String header : HEADERS_KEPT) {
            String value = chosen.getHeaderString(header);
            if (value != null) {
                answer.header(header, value);
            }
        }
        return answer.build();
    }

    /**
     * A body that is not the JSON it should be.
     *
     * @param unreadable says what was wrong, and may quote the body
     * @return 400 without a quotation; 500 when it is our own class that cannot be read
     */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    public Response onUnreadable(JacksonException unreadable) {
        if (unreadable instanceof InvalidDefinitionException) {
            return onBug(unreadable);
        }
        var at = unreadable.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr();
        return ProblemResponses.of(
                ProblemType.MALFORMED.withDetail(
                        "the body is not the JSON that is expected here: it breaks off or has the"
                                + " wrong shape"
                                + where));
    }

    /**
     * A parameter that its declaration does not allow.
     *
     * @param broken which, and why
     * @return 400 with each error; 500 when it is our own answer that breaks its declaration
     */
    @ServerExceptionMapper
    public Response onViolation(ConstraintViolationException broken) {
        Set<ConstraintViolation<?>> violations = broken.getConstraintViolations();
        if (violations.stream().anyMatch(ProblemMappers::isOurOwn)) {
            return onBug(broken);
        }
        List<Problem.FieldError> errors =
                violations.stream()
                        .map(violation ->
                                new Problem.FieldError(
                                        lastName(violation.getPropertyPath()),
                                        violation.getMessage()))
                        .toList();
        return ProblemResponses.of(
                ProblemType.INVALID_PARAMETER.withErrors(
                        "correct the parameters that the errors name", errors));
    }

    /**
     * Nobody asks.
     *
     * @param nobody not shown
     * @return 401
     */
    @ServerExceptionMapper
    public Response onNobody(UnauthorizedException nobody) {
        return ProblemResponses.unauthenticated(
                BEARER, FrameworkDetails.of(ProblemType.UNAUTHENTICATED));
    }

    /**
     * Nobody we know asks. Which of the reasons it is would help only who tries.
     *
     * @param unknown not shown
     * @return 401
     */
    @ServerExceptionMapper
    public Response onUnknown(AuthenticationFailedException unknown) {
        return ProblemResponses.unauthenticated(
                INVALID_TOKEN,
                "the token is not valid here: it has ended, another issuer's, or signed with"
                        + " another key");
    }

    /**
     * A token makes no sense.
     *
     * @param nonsense says what is missing in it
     * @return 403
     */
    @ServerExceptionMapper
    public Response onNonsense(ClaimsException nonsense) {
        return ProblemResponses.of(ProblemType.FORBIDDEN.withDetail(nonsense.detail()));
    }

    /**
     * Somebody asks who may not.
     *
     * @param forbidden not shown
     * @return 403
     */
    @ServerExceptionMapper
    public Response onForbidden(ForbiddenException forbidden) {
        return ProblemResponses.of(
                ProblemType.FORBIDDEN.withDetail(FrameworkDetails.of(ProblemType.FORBIDDEN)));
    }

    /**
     * More work than the workers can take on.
     *
     * @param full not shown
     * @return 503
     */
    @ServerExceptionMapper
    public Response onFull(RejectedExecutionException full) {
        return ProblemResponses.unavailable(
                FrameworkDetails.of(ProblemType.UNAVAILABLE), RETRY_AFTER);
    }

    /**
     * A bug, or a failure that nobody expected.
     *
     * @param bug logged, not shown
     * @return 500 with the name under which it is in the log
     */
    @ServerExceptionMapper
    public Response onBug(Throwable bug) {
        URI name = URI.create("urn:uuid:" + ids.get());
        LOGGER.atError().setCause(bug).log("request failed unexpectedly, told as {}", name);
        return ProblemResponses.of(
                ProblemType.INTERNAL
                        .withDetail(FrameworkDetails.of(ProblemType.INTERNAL))
                        .at(name));
    }

    private static boolean isOurOwn(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static String lastName(Path path) {
        String name = "";
        for (Path.Node node : path) {
            name = String.valueOf(node.getName());
        }
        return name;
    }
}
