package io.keepwell.ingest.domain.signature;

import io.keepwell.ingest.domain.signature.SentSignature.Decoded;
import io.keepwell.ingest.domain.signature.SentSignature.Hopeless;
import io.keepwell.ingest.domain.signature.SentSignature.Stamp;
import io.keepwell.ingest.domain.signature.SignatureResult.Missing;
import io.keepwell.ingest.domain.signature.SignatureResult.Unreadable;
import io.keepwell.policy.source.RequiredHeader;
import io.keepwell.policy.source.SignatureAlgorithm;
import io.keepwell.policy.source.SignatureList;
import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SignatureTimestamp;
import io.keepwell.policy.source.TimestampFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the headers of one request by one scheme. Anybody can send them, so nothing is endless. */
final class HeaderReader {

    /** Longer than any header that we know of, with room for several secrets. */
    private static final int HEADER_LENGTH_MAX = 4 * 1024;

    private static final int SIGNATURES_MAX = 20;

    /** Each costs a pass over the body for each key, and strangers can ask for it. */
    private static final int SIGNATURES_OF_ED25519_MAX = 4;

    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern COMMA = Pattern.compile(",");

    private final SignatureScheme scheme;
    private final HeaderLookup headers;

    HeaderReader(SignatureScheme scheme, HeaderLookup headers) {
        this.scheme = scheme;
        this.headers = headers;
    }

    /** The value of a header, empty when there is none: neither has anything that can be signed. */
    static String text(HeaderLookup headers, String name) {
        @Nullable String value = headers.value(name);
        return value == null ? "" : value;
    }

    /**
     * Whether this scheme is the one that the request is signed by. A header without a value is
     * there: who takes the value out of it is not asked for a weaker signature.
     */
    boolean decides() {
        return headers.value(scheme.header()) != null && hasRequired();
    }

    /** What a request must have and has not; what keeps this scheme from deciding is the first. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        for (String name : scheme.headers()) {
            if (text(headers, name).isEmpty()) {
                missing.add(name);
            }
        }
        @Nullable RequiredHeader required = scheme.required();
        if (required != null && !hasRequired()) {
            missing.add(missing.contains(scheme.header()) ? 1 : 0, required.toString());
        }
        return missing;
    }

    /** Reads the signatures and the timestamp. */
    SentSignature read() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return new Hopeless(new Missing(missing, false));
        }
        for (String name : scheme.headers()) {
            if (text(headers, name).length() > HEADER_LENGTH_MAX) {
                return unreadable(
                        "the header %s is longer than %d characters; send a shorter one"
                                .formatted(name, HEADER_LENGTH_MAX));
            }
        }
        List<String> signatures = signatures();
        if (signatures.isEmpty()) {
            return unreadable(
                    "the header %s must hold a signature%s; see by which scheme the sender signs"
                            .formatted(scheme.header(), mark()));
        }
        int signaturesMax =
                scheme.algorithm() == SignatureAlgorithm.ED25519
                        ? SIGNATURES_OF_ED25519_MAX
                        : SIGNATURES_MAX;
        if (signatures.size() > signaturesMax) {
            return unreadable(
                    "the header %s holds more than %d signatures; retire old secrets"
                            .formatted(scheme.header(), signaturesMax));
        }
        List<byte[]> decoded = decoded(signatures);
        return decoded.isEmpty()
                ? unreadable(
                        ("the header %s must hold %d bytes in %s%s; see by which scheme the sender"
                                        + " signs, and that the signature came whole")
                                .formatted(
                                        scheme.header(),
                                        scheme.algorithm().bytes(),
                                        scheme.encoding().word(),
                                        mark()))
                : stamped(decoded);
    }

    private boolean hasRequired() {
        @Nullable RequiredHeader required = scheme.required();
        return required == null || required.value().equals(headers.value(required.name()));
    }

    private List<String> signatures() {
        String value = text(headers, scheme.header());
        Stream<String> entries =
                switch (scheme.list()) {
                    case SignatureList.Single _ -> Stream.of(value);
                    case SignatureList.SpaceSeparated _ -> SPACE.splitAsStream(value);
                    case SignatureList.Pairs(String key) -> pairs(key);
                };
        return entries.filter(entry -> entry.startsWith(scheme.prefix()))
                .map(entry -> entry.substring(scheme.prefix().length()))
                .toList();
    }

    private List<byte[]> decoded(List<String> signatures) {
        return signatures.stream()
                .map(scheme.encoding()::decode)
                .flatMap(Optional::stream)
                .filter(bytes -> bytes.length == scheme.algorithm().bytes())
                .toList();
    }

    /** The values of a key. */
    private Stream<String> pairs(String key) {
        String start = key + "=";
        // HTTP allows white space around the commas of a list.
        return COMMA.splitAsStream(text(headers, scheme.header()))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()));
    }

    private SentSignature stamped(List<byte[]> signatures) {
        return switch (scheme.timestamp()) {
            case SignatureTimestamp.None _ -> new Decoded(signatures, null);
            case SignatureTimestamp.InHeader(String name, TimestampFormat format) ->
                    stamped(signatures, text(headers, name), format);
            case SignatureTimestamp.InPair(String key, TimestampFormat format) -> {
                List<String> found = pairs(key).toList();
                // Of two, one could be signed and the other looked at.
                yield found.size() == 1
                        ? stamped(signatures, found.getFirst(), format)
                        : unreadable(
                                "%s must be there once, and is %d times; send it once"
                                        .formatted(stampPlace(scheme), found.size()));
            }
        };
    }

    private SentSignature stamped(List<byte[]> signatures, String text, TimestampFormat format) {
        return format.parse(text)
                .<SentSignature>map(at -> new Decoded(signatures, new Stamp(text, at)))
                .orElseGet(() ->
                        unreadable(
                                "%s must be %s; see by which scheme the sender signs"
                                        .formatted(stampPlace(scheme), format.description())));
    }

    /** Where the timestamp of a scheme is, in words. */
    static String stampPlace(SignatureScheme scheme) {
        return switch (scheme.timestamp()) {
            case SignatureTimestamp.None _ -> "the time";
            case SignatureTimestamp.InHeader(String name, var _) -> "the header " + name;
            case SignatureTimestamp.InPair(String key, var _) ->
                    "'%s=' in the header %s".formatted(key, scheme.header());
        };
    }

    /** How a signature is told from what else is in the header. */
    private String mark() {
        String mark =
                scheme.list() instanceof SignatureList.Pairs(String key)
                        ? key + "=" + scheme.prefix()
                        : scheme.prefix();
        return mark.isEmpty() ? "" : " behind '%s'".formatted(mark);
    }

    private static SentSignature unreadable(String detail) {
        return new Hopeless(new Unreadable(detail));
    }
}
