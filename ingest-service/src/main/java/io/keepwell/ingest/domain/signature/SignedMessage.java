package io.keepwell.ingest.domain.signature;

import io.keepwell.policy.source.MessageTemplate;
import io.keepwell.policy.source.MessageTemplate.Part;
import io.keepwell.policy.source.MessageTemplate.Placeholder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a sender has signed if the request is as it was sent. */
final class SignedMessage {

    private final MessageTemplate template;
    private final SignedRequest request;
    private final String timestamp;

    /**
     * The message of a request.
     *
     * @param template says what is signed
     * @param request has all the headers that the template names
     * @param timestamp as it was sent; empty where the template asks for none
     */
    SignedMessage(MessageTemplate template, SignedRequest request, String timestamp) {
        this.template = template;
        this.request = request;
        this.timestamp = timestamp;
    }

    /**
     * Its bytes, in pieces, so that no body is copied.
     *
     * @param secret goes where the template asks for it
     */
    List<byte[]> bytes(byte[] secret) {
        return template.parts().stream().map(part -> bytes(part, secret)).toList();
    }

    private byte[] bytes(Part part, byte[] secret) {
        return switch (part) {
            case Part.Literal(String text) -> utf8(text);
            case Part.Header(String name) -> utf8(HeaderReader.text(request.headers(), name));
            case Part.Value(Placeholder placeholder) ->
                    switch (placeholder) {
                        case TIMESTAMP -> utf8(timestamp);
                        case BODY -> request.body();
                        case METHOD -> utf8(request.method());
                        case URL -> utf8(request.url());
                        case URL_DECODED -> utf8(HubSpotUrl.decoded(request.url()));
                        case SECRET -> secret;
                    };
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
