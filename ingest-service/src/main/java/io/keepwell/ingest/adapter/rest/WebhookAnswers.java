package io.keepwell.ingest.adapter.rest;

import io.keepwell.ingest.application.Outcome;
import io.keepwell.ingest.application.Rejection;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Printable;
import io.keepwell.ingest.domain.source.Source;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.policy.source.SourceType;
import io.keepwell.runtime.ProblemResponses;
import io.keepwell.runtime.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Outcomes in the words of those who send webhooks. What is safe is answered with success, be it
 * accepted or kept with the reason: it would not become better by being sent again, and many
 * senders switch a webhook off that fails too often.
 */
@Singleton
class WebhookAnswers {

    private static final String ACK =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">\
            <soapenv:Body>\
            <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">\
            <Ack>true</Ack>\
            </notificationsResponse>\
            </soapenv:Body>\
            </soapenv:Envelope>
            """;

    private static final int QUOTED_MAX = 100;

    private final Answers answers;

    WebhookAnswers(Answers answers) {
        this.answers = answers;
    }

    Response of(Source source, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received received -> received(source, received);
            case Outcome.NoneAccepted(_, var rejections) ->
                    received(source, new Outcome.Received(0, rejections));
            case Outcome.Unreadable(String detail) ->
                    received(
                            source,
                            new Outcome.Received(
                                    0,
                                    List.of(
                                            new Rejection(
                                                    0,
                                                    new Flaw(
                                                            RejectionCode.MALFORMED,
                                                            Flaw.WHOLE,
                                                            detail)))));
            case Outcome.TooMany _, Outcome.Unavailable _ -> answers.of(outcome);
        };
    }

    /** There is no webhook of this name. */
    Response unknown(String name) {
        return ProblemResponses.of(
                ProblemType.NOT_FOUND.withDetail(
                        "no webhook is called '%s'; a source of a type such as zendesk or webhook is found here by its id"
                                .formatted(Printable.of(name, QUOTED_MAX))));
    }

    /** The source's key was not shown. */
    Response withoutKey() {
        return ProblemResponses.unauthenticated(
                "Bearer",
                "send the source's write key as 'Authorization: Bearer <write key>', as the user"
                        + " name of Basic authentication, or as ?key= in the address");
    }

    /** The source has not signed this. */
    Response notSigned(String detail) {
        return ProblemResponses.unauthenticated("Signature", detail);
    }

    /** A message of another organization. */
    Response otherOrganization() {
        return notSigned(
                "the message is of another organization than the source's; correct 'organization'"
                        + " in its document, or the endpoint in Salesforce");
    }

    /** What is signed are the bytes as they are sent. */
    Response packed() {
        return ProblemResponses.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE.withDetail(
                        "send a signed body as it is, without Content-Encoding"));
    }

    private static Response received(Source source, Outcome.Received received) {
        return source.spec().type() == SourceType.SALESFORCE
                ? Response.ok(ACK).type(MediaType.TEXT_XML_TYPE.withCharset("UTF-8")).build()
                : Response.accepted(Receipt.of(received))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }
}
