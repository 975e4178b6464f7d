package io.keepwell.policy.reading;

import io.keepwell.policy.source.SecretForm;
import io.keepwell.policy.source.SignatureAlgorithm;
import io.keepwell.policy.source.SignatureEncoding;
import io.keepwell.policy.source.SignatureList;
import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SignatureSchemes;
import io.keepwell.policy.source.SignatureTimestamp;
import io.keepwell.policy.source.SourceType;
import io.keepwell.policy.source.TimestampFormat;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a source signs: the name of a scheme, or one that is written out. */
final class SignatureReader {

    private static final Shape SIGNATURE =
            Shape.of(
                    "signature",
                    "header: X-Hub-Signature-256",
                    "algorithm: hmac-sha256",
                    "message: '{body}'",
                    "encoding: hex",
                    "prefix: sha256=",
                    "secret: text",
                    "separator: space",
                    "pair: v1",
                    "timestamp: {header: X-Timestamp, format: epoch-seconds}",
                    "tolerance: 5m");

    private static final Shape TIMESTAMP =
            Shape.of("timestamp", "header: X-Timestamp", "pair: t", "format: epoch-seconds");

    /** As all well-known senders have it; without one, a request could be repeated for ever. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private SignatureReader() {}

    /** How a source signs; empty where it does not, and after problems. */
    static List<SignatureScheme> read(Fields document, SourceType type, Report report) {
        if (document.isMapping("signature")) {
            return Optional.ofNullable(document.mapping("signature", SIGNATURE))
                    .flatMap(fields -> Optional.ofNullable(scheme(fields, report)))
                    .map(List::of)
                    .orElse(List.of());
        }
        String name =
                document.has("signature")
                        ? document.text("signature")
                        : type.signature().orElse(null);
        if (name == null) {
            return List.of();
        }
        return SignatureSchemes.named(name)
                .orElseGet(() -> {
                    new Known("signature", new LinkedHashSet<>(SignatureSchemes.names()))
                            .check(name, document.placeOf("signature"), report);
                    return List.of();
                });
    }

    private static @Nullable SignatureScheme scheme(Fields fields, Report report) {
        fields.require("header", "algorithm", "message");
        String header = fields.text("header");
        SignatureAlgorithm algorithm =
                fields.choice("algorithm", SignatureAlgorithm.all(), SignatureAlgorithm::word);
        String message = fields.text("message");
        SignatureEncoding encoding =
                fields.choice("encoding", SignatureEncoding.all(), SignatureEncoding::word);
        String prefix = fields.text("prefix");
        SecretForm form = fields.choice("secret", SecretForm.all(), SecretForm::word);
        String separator = fields.choice("separator", List.of("space"), word -> word);
        String pair = fields.text("pair");
        if (separator != null && pair != null) {
            fields.problem(
                    "separator",
                    "signatures in pairs stand between commas",
                    "Remove 'separator', or 'pair'.");
            return null;
        }
        Fields stamp = fields.mapping("timestamp", TIMESTAMP);
        if (header == null || algorithm == null || message == null) {
            return null;
        }
        try {
            var builder = SignatureScheme.builder(header, algorithm, message);
            if (encoding != null) {
                builder.encoding(encoding);
            }
            if (prefix != null) {
                builder.prefix(prefix);
            }
            if (form != null) {
                builder.secretForm(form);
            }
            if (separator != null) {
                builder.list(new SignatureList.SpaceSeparated());
            }
            if (pair != null) {
                builder.list(new SignatureList.Pairs(pair));
            }
            if (stamp != null) {
                builder.timestamp(timestamp(stamp));
            }
            Duration told = fields.duration("tolerance");
            return builder.tolerance(told == null && stamp != null ? TOLERANCE : told).build();
        } catch (IllegalArgumentException e) {
            report.add(
                    fields.place(),
                    String.valueOf(e.getMessage()),
                    "Write it as the sender's documentation describes it; message may hold"
                            + " {timestamp}, {body}, {method}, {url} and {header:Name}.");
            return null;
        }
    }

    private static SignatureTimestamp timestamp(Fields fields) {
        String header = fields.text("header");
        String pair = fields.text("pair");
        TimestampFormat told =
                fields.choice("format", TimestampFormat.all(), TimestampFormat::word);
        TimestampFormat format = told == null ? TimestampFormat.EPOCH_SECONDS : told;
        if (header != null && pair == null) {
            return new SignatureTimestamp.InHeader(header, format);
        }
        if (pair != null && header == null) {
            return new SignatureTimestamp.InPair(pair, format);
        }
        throw new IllegalArgumentException(
                "the timestamp must have either 'header' or 'pair', not both");
    }
}
