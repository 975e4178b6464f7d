package io.keepwell.ingest.adapter.rest;

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

/**
 * Outcomes in the words of Segment's API: 200 wherever the request could be read and what it
 * brought is safe, be it accepted or kept with the reason; 400 where it is too large or no JSON.
 * Libraries drop what is answered with 4xx, and repeat what is answered with 5xx.
 */
@Singleton
class SegmentAnswers implements Refusals {

    private final Answers answers;
    private final Limits limits;

    SegmentAnswers(Answers answers, Limits limits) {
        this.answers = answers;
        this.limits = limits;
    }

    /**
     * Answers.
     *
     * @param strict whether the sender wants 400 as soon as one call is not accepted
     */
    Response of(Outcome outcome, boolean strict) {
        return switch (outcome) {
            case Outcome.Received(int accepted, List<Rejection> rejections) ->
                    receipt(accepted, rejections, strict);
            case Outcome.NoneAccepted(_, List<Rejection> rejections) ->
                    receipt(0, rejections, strict);
            case Outcome.TooMany() ->
                    bad(
                            "a batch must hold at most %d calls; send more of them"
                                    .formatted(limits.batchEvents()));
            case Outcome.Unreadable _, Outcome.Unavailable _ -> failure(answers.of(outcome));
        };
    }

    @Override
    public Response tooLarge(int bytesMax) {
        return bad("a body must be at most %d bytes long; send more requests".formatted(bytesMax));
    }

    @Override
    public Response unknownCoding() {
        return failure(answers.unknownCoding());
    }

    @Override
    public Response brokenOff() {
        return failure(answers.brokenOff());
    }

    @Override
    public Response tooSlow() {
        return failure(answers.tooSlow());
    }

    @Override
    public Response notGzip() {
        return failure(answers.notGzip());
    }

    @Override
    public Response noRoom() {
        return failure(answers.noRoom());
    }

    /** Nobody's key was shown. */
    Response unknownKey() {
        return failure(WriteKeyAuth.challengeInBody());
    }

    /** The source sends more than it may, and must wait for so long. */
    Response tooFast(Duration wait) {
        return failure(answers.tooFast(wait));
    }

    /** The key is of a source that sends in another way. */
    Response wrongType(Source source) {
        return failure(answers.wrongType(source));
    }

    /** The request does not say how it has found us. */
    Response noHost() {
        return bad("send the header Host: it is where the library is told to send");
    }

    private static Response receipt(int accepted, List<Rejection> rejections, boolean strict) {
        SegmentReceipt receipt = SegmentReceipt.of(accepted, rejections);
        boolean isFailure = strict && !rejections.isEmpty();
        return Response.status(isFailure ? Response.Status.BAD_REQUEST : Response.Status.OK)
                .entity(isFailure ? receipt.asFailure() : receipt)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Response bad(String detail) {
        return failure(ProblemResponses.of(ProblemType.MALFORMED.withDetail(detail)));
    }

    /** The same failure in the words that their libraries read. */
    private static Response failure(Response response) {
        return response.getEntity() instanceof Problem problem
                ? Response.fromResponse(response)
                        .entity(SegmentFailure.of(problem))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : response;
    }
}
