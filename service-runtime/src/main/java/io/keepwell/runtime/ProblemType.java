package io.keepwell.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Every kind of failure that a caller of the HTTP interfaces can see. A code never changes its
 * meaning; a new meaning is a new code.
 */
public enum ProblemType {
    /** The body, a header or a parameter cannot be read. */
    MALFORMED("KW-4001", 400, "The request cannot be read"),
    /** A parameter of the path or the query holds what it must not. */
    INVALID_PARAMETER("KW-4002", 400, "A parameter is not allowed"),
    /** Nobody, or nobody we know, asks. */
    UNAUTHENTICATED("KW-4011", 401, "Credentials are missing or not known"),
    /** We know who asks, and they may not. */
    FORBIDDEN("KW-4031", 403, "Not allowed"),
    /** Nothing is at this path. */
    NOT_FOUND("KW-4041", 404, "Not found"),
    /** Something is at this path, but not for this method. */
    METHOD_NOT_ALLOWED("KW-4051", 405, "This method is not allowed here"),
    /** None of the media types that the caller accepts can be written. */
    NOT_ACCEPTABLE("KW-4061", 406, "None of the accepted media types is available"),
    /** The request took too long to come in. */
    TIMED_OUT("KW-4081", 408, "The request was too slow"),
    /** The thing is in a state that does not allow this. */
    CONFLICT("KW-4091", 409, "The present state does not allow this"),
    /** Somebody else has changed the thing since the caller read it. */
    PRECONDITION_FAILED("KW-4121", 412, "It has changed since it was read"),
    /** The body or the number of items in it is over its limit. */
    TOO_LARGE("KW-4131", 413, "The request is too large"),
    /** The body's media type, charset or coding is not understood here. */
    UNSUPPORTED_MEDIA_TYPE("KW-4151", 415, "The media type is not supported"),
    /** The request can be read, and breaks the rules; the errors say where. */
    UNPROCESSABLE("KW-4221", 422, "The content breaks the rules"),
    /** The caller must say which version it has read. */
    PRECONDITION_REQUIRED("KW-4281", 428, "The version that was read must be named"),
    /** The caller asks too often. */
    TOO_MANY_REQUESTS("KW-4291", 429, "Too many requests"),
    /** A bug. */
    INTERNAL("KW-5001", 500, "Unexpected error"),
    /** Something that the answer needs is down; the same request may succeed later. */
    UNAVAILABLE("KW-5031", 503, "Not available at the moment");

    private static final int SERVER_ERRORS_FROM = 500;

    private final String code;
    private final int status;
    private final String title;

    ProblemType(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /**
     * The kind of failure behind an HTTP status that a framework chose. A status that the catalogue
     * does not list becomes 400 or 500, so that a caller meets no code that is not written down.
     *
     * @param status 400 to 599
     * @return the first of that status, or {@link #MALFORMED} or {@link #INTERNAL}
     */
    public static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status < SERVER_ERRORS_FROM ? MALFORMED : INTERNAL);
    }

    /**
     * The code to search for and to switch on.
     *
     * @return for example {@code KW-4041}
     */
    public String code() {
        return code;
    }

    /**
     * The HTTP status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * What all occurrences have in common.
     *
     * @return words for people
     */
    public String title() {
        return title;
    }

    /**
     * Describes one occurrence.
     *
     * @param detail what went wrong this time and the cure; the caller sees it
     * @return the document
     */
    public Problem withDetail(String detail) {
        return withErrors(detail, List.of());
    }

    /**
     * Describes one occurrence with more than one error.
     *
     * @param detail what went wrong this time and the cure; the caller sees it
     * @param errors each error with its place in the request
     * @return the document
     */
    public Problem withErrors(String detail, List<Problem.FieldError> errors) {
        return Problem.of(this, detail, errors);
    }
}
