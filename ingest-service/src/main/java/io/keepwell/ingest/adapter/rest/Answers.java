package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.IngestConfig;
import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** Outcomes in the words of HTTP. */
@Singleton
class Answers implements Refusals {

    private static final String SAME_IDS =
            "; send all of it again with the same ids, what was written twice is counted once";

    private final Limits limits;
    private final Duration retryAfter;
    private final Duration bodyWithin;

    Answers(Limits limits, IngestConfig config) {
        this.limits = limits;
        this.retryAfter = config.retryAfter();
        this.bodyWithin = config.limits().bodyWithin();
    }

    Response of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received received ->
                    Response.accepted(Receipt.of(received))
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .build();
            case Outcome.NoneAccepted(boolean single, List<Rejection> rejections) ->
                    ProblemResponses.of(
                            ProblemType.UNPROCESSABLE.withErrors(
                                    single
                                            ? "the event was not accepted"
                                            : "not one of the events was accepted",
                                    errors(single, rejections)));
            case Outcome.Unreadable(String detail) ->
                    ProblemResponses.of(ProblemType.MALFORMED.withDetail(detail));
            case Outcome.TooMany() ->
                    ProblemResponses.of(
                            ProblemType.TOO_LARGE.withDetail(
                                    "a request must hold at most %d events; send more of them"
                                            .formatted(limits.batchEvents())));
            case Outcome.Unavailable() -> unavailable();
        };
    }

    @Override
    public Response tooLarge(int bytesMax) {
        return ProblemResponses.of(
                ProblemType.TOO_LARGE.withDetail(
                        "a body must be at most %d bytes long; send more requests"
                                .formatted(bytesMax)));
    }

    @Override
    public Response unknownCoding() {
        return ProblemResponses.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE.withDetail(
                        "send the body as it is, or with Content-Encoding: gzip"));
    }

    @Override
    public Response brokenOff() {
        return ProblemResponses.of(ProblemType.MALFORMED.withDetail("the body broke off"));
    }

    @Override
    public Response tooSlow() {
        return ProblemResponses.of(
                ProblemType.TIMED_OUT.withDetail(
                        "the body did not come in within %d seconds; send less at once"
                                .formatted(bodyWithin.toSeconds())));
    }

    @Override
    public Response notGzip() {
        return ProblemResponses.of(
                ProblemType.MALFORMED.withDetail(
                        "the body is not gzip, as Content-Encoding says, or not all of it"));
    }

    @Override
    public Response noRoom() {
        return ProblemResponses.unavailable(
                "too much is waiting at the moment; nothing of this request was taken", retryAfter);
    }

    /** The media type is none that events are written in. */
    Response unknownMediaType() {
        return ProblemResponses.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE.withDetail(
                        "send application/json, application/x-ndjson, a CloudEvent with ce-"
                                + " headers, application/cloudevents+json or"
                                + " application/cloudevents-batch+json, in UTF-8"));
    }

    /**
     * The source sends more than it may.
     *
     * @param wait for how long it must send nothing
     */
    Response tooFast(Duration wait) {
        return ProblemResponses.tooManyRequests(
                "the source sends more events than its limit allows; nothing of this request was"
                        + " taken",
                RateGate.seconds(wait));
    }

    /** The key is of a source that sends in another way. */
    Response wrongType(Source source) {
        return ProblemResponses.of(
                ProblemType.FORBIDDEN.withDetail(
                        source.spec().type().isWebhook()
                                ? "the key is of a webhook, which posts to /in/%s"
                                        .formatted(source.name())
                                : "the key is of a source of type %s, which may not send this"
                                        .formatted(source.spec().type().word())));
    }

    Response unavailable() {
        return ProblemResponses.unavailable(
                "Kafka has not acknowledged in time" + SAME_IDS, retryAfter);
    }

    private static List<Problem.FieldError> errors(boolean single, List<Rejection> rejections) {
        return rejections.stream()
                .map(rejection ->
                        new Problem.FieldError(
                                (single ? "" : "/" + rejection.index())
                                        + rejection.flaw().pointer(),
                                rejection.flaw().detail()))
                .toList();
    }
}
