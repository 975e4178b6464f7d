package io.keepwell.policy.reading;

import io.keepwell.model.Topic;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.source.RateLimit;
import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.source.SourceType;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.WebhookMapping;
import io.keepwell.policy.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads documents of kind Source, and of kind WebhookMapping, which sources name. */
public final class SourcesReader {

    /** The kind of a source. */
    public static final String KIND = "Source";

    /** The kind of a mapping that sources name. */
    public static final String MAPPING_KIND = WebhookMappingReader.KIND;

    /** All kinds that it reads. */
    public static final Set<String> KINDS = Set.of(KIND, MAPPING_KIND);

    private static final Shape SOURCE =
            Shape.ofDocument(
                    KIND,
                    "help-desk",
                    "type: zendesk",
                    "keys: ['sha256:…']",
                    "secretFiles: [help-desk-secret]",
                    "signature: github",
                    "mapping: my-help-desk",
                    "organization: 00Dxx0000001gPL",
                    "topic: keepwell.inbound-events",
                    "limits: {eventsPerSecond: 500, burst: 5000}");

    private static final Shape LIMITS = Shape.of("limits", "eventsPerSecond: 500", "burst: 5000");

    private static final Bounds EVENTS =
            new Bounds(
                    BigDecimal.ONE,
                    BigDecimal.valueOf(RateLimit.EVENTS_PER_SECOND_MAX),
                    "from 1 to " + RateLimit.EVENTS_PER_SECOND_MAX);

    /** What no label of a host name may exceed, as a source's name goes into addresses. */
    private static final int NAME_LENGTH_MAX = 63;

    private static final int AT_ONCE_MAX = 2;

    /** As Kafka has it. */
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final EventCatalogue catalogue;
    private final List<Report> reports = new ArrayList<>();
    private final Map<String, @Nullable WebhookMapping> mappings = new HashMap<>();
    private final Map<KeyHash, String> keyPlaces = new HashMap<>();
    private final Map<String, String> topics = new HashMap<>();

    private SourcesReader(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads all sources of a bundle.
     *
     * @param bundle documents of the kinds {@link #KINDS}, the ready mappings among them
     * @param catalogue the well-known event types and traits
     * @return the sources in the order of their names, or all that is wrong with any document
     */
    public static PolicyResult<List<SourceSpec>> read(
            PolicyBundle bundle, EventCatalogue catalogue) {
        return new SourcesReader(catalogue).read(bundle);
    }

    private PolicyResult<List<SourceSpec>> read(PolicyBundle bundle) {
        Map<String, Sheet> sources = new LinkedHashMap<>();
        var mappingReader = new WebhookMappingReader(catalogue);
        for (PolicyDocument document : bundle.documents()) {
            var report = new Report(document.file());
            reports.add(report);
            Optional<Sheet> sheet = Sheet.open(document, report);
            switch (document.kind()) {
                case KIND -> sheet.ifPresent(it -> sources.put(document.id(), it));
                case WebhookMappingReader.KIND ->
                        mappings.put(document.id(), sheet.map(mappingReader::read).orElse(null));
                default -> sheet.ifPresent(this::refuse);
            }
        }
        List<SourceSpec> specs =
                sources.values().stream().map(this::source).flatMap(Optional::stream).toList();
        List<PolicyProblem> problems =
                reports.stream().flatMap(report -> report.all().stream()).toList();
        return problems.isEmpty()
                ? new PolicyResult.Accepted<>(specs)
                : new PolicyResult.Refused<>(problems);
    }

    private void refuse(Sheet sheet) {
        String kind = sheet.document().kind();
        sheet.report()
                .add(
                        sheet.placeOf("kind"),
                        "a %s does not belong to the sources".formatted(kind),
                        Words.nearest(kind, KINDS)
                                .map("Did you mean '%s'?"::formatted)
                                .orElse(
                                        "Keep it beside the policies; here are the kinds %s."
                                                .formatted(
                                                        Words.quotedList(
                                                                List.of(KIND, MAPPING_KIND)))));
    }

    /** Empty after problems, though not after all of them. */
    private Optional<SourceSpec> source(Sheet sheet) {
        Report report = sheet.report();
        var document = new Fields(sheet.root(), SOURCE, report);
        document.description();
        document.require("type");
        String name = sheet.document().id();
        if (name.length() > NAME_LENGTH_MAX) {
            document.problem(
                    "id",
                    "the name of a source must have at most %d characters"
                            .formatted(NAME_LENGTH_MAX),
                    "Shorten it.");
        }
        if (name.equals(SourceName.KEEPWELL.value())) {
            document.problem(
                    "id",
                    "what people say in Keepwell itself comes from the source '%s'".formatted(name),
                    "Give this one another name.");
        }
        SourceType type = document.choice("type", SourceType.all(), SourceType::word);
        List<KeyHash> keys = keys(document, name, report);
        List<String> secretFiles =
                atMostTwo(document, "secretFiles", document.texts("secretFiles"));
        RateLimit limit = limit(document.mapping("limits", LIMITS));
        if (type == null) {
            return Optional.empty();
        }
        List<SignatureScheme> signature = signature(document, type, report);
        checkProof(document, type, signature, report);
        return Optional.of(
                new SourceSpec(
                        name,
                        type,
                        keys,
                        signature,
                        secretFiles,
                        mapping(document, type, report),
                        organization(document, type),
                        topic(document, type, name, report),
                        limit));
    }

    /** Who shows a key does not sign, and who signs shows none. */
    private static void checkProof(
            Fields document, SourceType type, List<SignatureScheme> signature, Report report) {
        if (type == SourceType.KAFKA) {
            checkKafka(document);
            return;
        }
        boolean isSigned = !signature.isEmpty() || document.isMeant("signature");
        String wanted = isSigned ? "secretFiles" : "keys";
        String unwanted = isSigned ? "keys" : "secretFiles";
        document.require(wanted);
        if (document.has(unwanted)) {
            document.problem(
                    unwanted,
                    isSigned
                            ? "a source that signs shows no key"
                            : "the source does not sign, so it needs no secret",
                    isSigned || !type.isWebhook()
                            ? "Remove '%s'.".formatted(unwanted)
                            : "Remove it, or say how the source signs: 'signature: github'.");
        }
        if (type == SourceType.SALESFORCE && !document.isMeant("organization")) {
            report.add(
                    document.place(),
                    "the source has no 'organization', and outbound messages are not signed",
                    "Add the id of your organization, as Setup, Company Information shows it.");
        }
    }

    /** Kafka itself says who may write to a topic. */
    private static void checkKafka(Fields document) {
        for (String key : List.of("keys", "secretFiles", "limits")) {
            if (document.has(key)) {
                document.problem(
                        key,
                        "a source of type kafka has no '%s'".formatted(key),
                        "Remove it: who may write to a topic, and how much, is said to Kafka.");
            }
        }
    }

    private @Nullable String topic(Fields document, SourceType type, String name, Report report) {
        if (type != SourceType.KAFKA) {
            if (document.has("topic")) {
                document.problem(
                        "topic", "only a source of type kafka has a topic", "Remove 'topic'.");
            }
            return null;
        }
        String told = document.text("topic");
        String topic = told == null ? Topic.INBOUND_EVENTS.topicName() : told;
        boolean isOurs =
                Stream.of(Topic.values())
                        .filter(it -> it != Topic.INBOUND_EVENTS)
                        .anyMatch(it -> it.topicName().equals(topic));
        if (isOurs || !TOPIC.matcher(topic).matches()) {
            document.problem(
                    "topic",
                    isOurs
                            ? "%s is a topic that Keepwell itself writes to".formatted(topic)
                            : "%s is no name of a topic".formatted(Words.quoted(topic)),
                    "Name the topic that the source writes to, such as %s."
                            .formatted(Topic.INBOUND_EVENTS.topicName()));
            return null;
        }
        String other = topics.put(topic, name);
        if (other != null) {
            report.add(
                    document.placeOf("topic"),
                    "the source %s writes to %s already".formatted(other, topic),
                    "Give every source a topic of its own.");
        }
        return topic;
    }

    private List<KeyHash> keys(Fields document, String name, Report report) {
        List<KeyHash> hashes = new ArrayList<>();
        List<Yaml.Scalar> keys = document.has("keys") ? document.oneOrMore("keys") : List.of();
        for (Yaml.Scalar key : keys) {
            try {
                KeyHash hash = KeyHash.parse(key.text());
                String other =
                        keyPlaces.put(hash, "%s (%s)".formatted(report.nameOf(key.place()), name));
                if (other == null) {
                    hashes.add(hash);
                } else {
                    report.add(
                            key.place(),
                            "the key is also at " + other,
                            "Give every source a key of its own.");
                }
            } catch (IllegalArgumentException e) {
                report.add(
                        key.place(),
                        "a key " + e.getMessage(),
                        "Hash it: printf %s KEY | sha256sum");
            }
        }
        return atMostTwo(document, "keys", hashes);
    }

    private static <T> List<T> atMostTwo(Fields document, String key, List<T> all) {
        if (all.size() > AT_ONCE_MAX) {
            document.problem(
                    key,
                    "'%s' has %d, more than an old one and a new one".formatted(key, all.size()),
                    "Remove those that nobody uses any more.");
        }
        return all;
    }

    private static @Nullable RateLimit limit(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("eventsPerSecond");
        Integer perSecond = fields.whole("eventsPerSecond", EVENTS);
        Integer burst = fields.whole("burst", EVENTS);
        if (perSecond == null) {
            return null;
        }
        if (burst != null && burst < perSecond) {
            fields.problem(
                    "burst",
                    "'burst' must be at least 'eventsPerSecond', %d, was %d"
                            .formatted(perSecond, burst),
                    "Leave it away for ten seconds' worth.");
            return null;
        }
        return RateLimit.of(perSecond, burst);
    }

    private List<SignatureScheme> signature(Fields document, SourceType type, Report report) {
        if (!type.isWebhook() && document.has("signature")) {
            document.problem(
                    "signature",
                    "a source of type %s shows a key, and does not sign".formatted(type.word()),
                    "Remove 'signature'.");
            return List.of();
        }
        return SignatureReader.read(document, type, report);
    }

    private @Nullable WebhookMapping mapping(Fields document, SourceType type, Report report) {
        if (!type.isWebhook()) {
            if (document.has("mapping")) {
                document.problem(
                        "mapping",
                        "a source of type %s sends events as they are".formatted(type.word()),
                        "Remove 'mapping'.");
            }
            return null;
        }
        if (!document.isMeant("mapping") && type.readyMapping().isEmpty()) {
            document.require("mapping");
            return null;
        }
        String id =
                document.has("mapping")
                        ? document.id("mapping")
                        : type.readyMapping().orElseThrow();
        WebhookMapping mapping =
                id != null
                                && new Known("WebhookMapping", mappings.keySet())
                                        .check(id, document.placeOf("mapping"), report)
                        ? mappings.get(id)
                        : null;
        if (mapping != null
                && type == SourceType.SALESFORCE
                && mapping.shape().format() != BodyFormat.XML) {
            document.problem(
                    "mapping",
                    "outbound messages of Salesforce are XML, and the mapping %s is of JSON"
                            .formatted(id),
                    "Write 'format: xml' into the mapping, or 'type: webhook' here.");
        }
        return mapping;
    }

    private static @Nullable String organization(Fields document, SourceType type) {
        if (type != SourceType.SALESFORCE && document.has("organization")) {
            document.problem(
                    "organization",
                    "only a source of type salesforce has an organization",
                    "Remove 'organization'.");
            return null;
        }
        return document.text("organization");
    }
}
