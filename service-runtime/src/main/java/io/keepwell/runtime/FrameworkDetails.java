package io.keepwell.runtime;

/** What to tell a caller where only the kind of a failure is known. */
final class FrameworkDetails {

    private FrameworkDetails() {}

    static String of(ProblemType type) {
        return switch (type) {
            case MALFORMED, INVALID_PARAMETER ->
                    "a part of the request cannot be read; the interface is described at"
                            + " /q/openapi";
            case UNAUTHENTICATED ->
                    "send the header 'Authorization: Bearer ...' with a key or token that is valid"
                            + " here";
            case FORBIDDEN -> "these credentials do not allow this request";
            case NOT_FOUND -> "nothing is at this path; the interface is described at /q/openapi";
            case METHOD_NOT_ALLOWED ->
                    "this path has other methods; the interface is described at /q/openapi";
            case NOT_ACCEPTABLE -> "accept application/json";
            case TIMED_OUT -> "send it faster, or in smaller parts";
            case CONFLICT -> "read the present state and decide again";
            case PRECONDITION_FAILED -> "read it again, and send its new ETag as If-Match";
            case TOO_LARGE -> "send it in smaller parts";
            case UNSUPPORTED_MEDIA_TYPE ->
                    "send a Content-Type that the interface lists, see /q/openapi";
            case UNPROCESSABLE -> "correct what the errors name";
            case PRECONDITION_REQUIRED -> "send the ETag that was read as If-Match";
            case TOO_MANY_REQUESTS -> "ask less often";
            case INTERNAL -> "the failure has been logged under the name in 'instance'";
            case UNAVAILABLE -> "try again later";
        };
    }
}
