package io.keepwell.ingest.domain.signature;

import io.keepwell.ingest.domain.signature.SignatureResult.Expired;
import io.keepwell.ingest.domain.signature.SignatureResult.Missing;
import io.keepwell.ingest.domain.signature.SignatureResult.Valid;
import io.keepwell.ingest.domain.signature.SignatureResult.Wrong;
import io.keepwell.policy.source.MessageTemplate.Placeholder;
import io.keepwell.policy.source.SignatureScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies that a request is signed by who it says that it is of. */
public final class SignatureVerifier {

    private SignatureVerifier() {}

    /**
     * Checks secrets before there is a request, so that no wrong one is found out by the first.
     *
     * @param alternatives the schemes for which they are
     * @param secrets one or more
     * @throws IllegalArgumentException naming the secret by its place, from 1, and not by itself
     */
    public static void checkSecrets(List<SignatureScheme> alternatives, List<String> secrets) {
        alternatives.forEach(scheme -> keys(scheme, secrets));
    }

    /**
     * Verifies a request. The first alternative of which the signature's header is there, and the
     * required one, decides, and none after it is tried: a request that is wrong by a strong scheme
     * stays wrong, whatever it shows beside. The signature is looked at before the clock, so that
     * only who knows a secret learns what we think of the time.
     *
     * @param alternatives how its sender may sign, one or more, the strongest first
     * @param secrets the sender's, one or more, such as an old and a new one; all are tried
     * @param request what came
     * @return what came of it
     * @throws IllegalArgumentException as {@link #checkSecrets}
     */
    public static SignatureResult verify(
            List<SignatureScheme> alternatives, List<String> secrets, SignedRequest request) {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("there must be a scheme to verify by");
        }
        for (SignatureScheme scheme : alternatives) {
            if (new HeaderReader(scheme, request.headers()).decides()) {
                return verify(scheme, keys(scheme, secrets), request);
            }
        }
        return missing(alternatives, request.headers());
    }

    private static Missing missing(List<SignatureScheme> alternatives, HeaderLookup headers) {
        List<List<String>> missing =
                alternatives.stream()
                        .map(scheme -> new HeaderReader(scheme, headers).missing())
                        .toList();
        return missing.size() == 1
                ? new Missing(missing.getFirst(), false)
                : new Missing(missing.stream().map(List::getFirst).distinct().toList(), true);
    }

    private static SignatureResult verify(
            SignatureScheme scheme, List<VerifyingKey> keys, SignedRequest request) {
        return switch (new HeaderReader(scheme, request.headers()).read()) {
            case SentSignature.Hopeless(var why) -> why;
            case SentSignature.Decoded sent -> {
                var message = new SignedMessage(scheme.message(), request, sent.stampText());
                yield isRight(keys, message, sent.signatures())
                        ? timed(scheme, sent.stamp(), request.receivedAt())
                        : new Wrong(wrong(scheme));
            }
        };
    }

    private static List<VerifyingKey> keys(SignatureScheme scheme, List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("there must be a secret");
        }
        var keys = new ArrayList<VerifyingKey>();
        for (String secret : secrets) {
            try {
                keys.add(VerifyingKey.of(scheme, secret));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "secret %d %s".formatted(keys.size() + 1, e.getMessage()), e);
            }
        }
        return keys;
    }

    /** All keys are tried, so that the time tells nobody which of them it was. */
    private static boolean isRight(
            List<VerifyingKey> keys, SignedMessage message, List<byte[]> signatures) {
        boolean isRight = false;
        for (VerifyingKey key : keys) {
            isRight |= key.hasMadeAny(message, signatures);
        }
        return isRight;
    }

    private static SignatureResult timed(
            SignatureScheme scheme, SentSignature.@Nullable Stamp stamp, Instant receivedAt) {
        @Nullable Duration tolerance = scheme.tolerance();
        if (stamp == null || tolerance == null) {
            return new Valid();
        }
        Duration age = Duration.between(stamp.at(), receivedAt);
        return age.abs().compareTo(tolerance) <= 0
                ? new Valid()
                : new Expired(expired(scheme, age, tolerance));
    }

    private static String expired(SignatureScheme scheme, Duration age, Duration tolerance) {
        return ("%s is %s our clock, %s more than the %s allowed; set the sender's clock, and sign"
                        + " anew what is sent again")
                .formatted(
                        HeaderReader.stampPlace(scheme),
                        age.isNegative() ? "ahead of" : "behind",
                        seconds(age.abs().minus(tolerance)),
                        seconds(tolerance));
    }

    /** Rounded up, as nobody is outside by nothing. */
    private static String seconds(Duration duration) {
        Duration rounded = duration.plusNanos(999_999);
        long millis = rounded.toMillisPart();
        return millis == 0
                ? "%d s".formatted(rounded.toSeconds())
                : "%d.%03d s".formatted(rounded.toSeconds(), millis);
    }

    private static String wrong(SignatureScheme scheme) {
        boolean hasUrl =
                scheme.message().has(Placeholder.URL)
                        || scheme.message().has(Placeholder.URL_DECODED);
        return ("the signature in the header %s is not that of this request; sign with the secret"
                        + " that is kept here for this source, and let nothing on the way change"
                        + " the body%s")
                .formatted(scheme.header(), hasUrl ? " or the URL that the sender calls" : "");
    }
}
