package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.key.KeyHash;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.source.RateLimit;
import io.keepwell.policy.source.SignatureAlgorithm;
import io.keepwell.policy.source.SignatureScheme;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.source.SourceType;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.WebhookMapping;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesReaderTest {

    private static final String KEY = KeyHash.of("kw_one").toString();

    private static final String MAPPING =
            """
            kind: WebhookMapping
            id: tracker
            dates: {formats: [iso]}
            each: /issues
            fields: {issue: /id, company: /company/id, topic: /topic, at: /updated_at}
            bodyFields: {tenant: /tenant}
            headers: {delivery: X-Delivery}
            ignore: topic == 'ping'
            itemId: delivery + '-' + issue
            account: company
            occurredAt: date(at)
            events:
            - {type: support.ticket-opened, when: topic == 'opened', attributes: {ticketId: issue}}
            - {type: support.ticket-resolved, when: topic == 'closed', user: tenant, id: issue}
            links:
            - {user: tenant, account: company}
            ---
            """;

    private static final String WEBHOOK =
            """
            kind: Source
            id: bugs
            type: webhook
            mapping: tracker
            signature:
              header: X-Signature
              algorithm: hmac-sha256
              message: '{timestamp}.{body}'
              prefix: 'v1='
              timestamp: {header: X-Time, format: epoch-seconds}
              tolerance: 5m
            secretFiles: [bugs-secret, bugs-secret-new]
            limits: {eventsPerSecond: 50}
            """;

    @Test
    void shouldReadASourceThatShowsAKey() {
        SourceSpec source = only(keyed("crm"));

        assertThat(source.name()).isEqualTo("crm");
        assertThat(source.type()).isEqualTo(SourceType.EVENTS);
        assertThat(source.keys()).containsExactly(KeyHash.parse(KEY));
        assertThat(source.signature()).isEmpty();
        assertThat(source.mapping()).isNull();
        assertThat(source.limit()).isNull();
    }

    @Test
    void shouldReadASourceWithItsMappingItsSignatureAndItsLimit() {
        SourceSpec source = only(MAPPING + WEBHOOK);

        SignatureScheme scheme = source.signature().getFirst();
        assertThat(scheme.header()).isEqualTo("X-Signature");
        assertThat(scheme.algorithm()).isEqualTo(SignatureAlgorithm.HMAC_SHA256);
        assertThat(source.secretFiles()).containsExactly("bugs-secret", "bugs-secret-new");
        assertThat(source.limit()).isEqualTo(new RateLimit(50, 500));
        WebhookMapping mapping = Objects.requireNonNull(source.mapping());
        assertThat(mapping.shape().format()).isEqualTo(BodyFormat.JSON);
        assertThat(mapping.shape().each()).hasToString("/issues");
        assertThat(mapping.shape().itemFields()).hasSize(4);
        assertThat(mapping.shape().bodyFields()).hasToString("[/tenant]");
        assertThat(mapping.headers()).containsExactly("X-Delivery");
        assertThat(mapping.links()).hasSize(1);
        assertThat(mapping.events())
                .extracting(MappedEvent::name)
                .containsExactly("support.ticket-opened", "support.ticket-resolved");
        assertThat(mapping.events().getFirst().user()).isNull();
        assertThat(mapping.events().getLast().id().source()).isEqualTo("issue");
    }

    @Test
    void shouldKnowSchemesByTheirNames() {
        SourceSpec source =
                only(
                        MAPPING
                                + """
                                kind: Source
                                id: bugs
                                type: webhook
                                mapping: tracker
                                signature: github
                                secretFiles: [bugs-secret]
                                """);

        assertThat(source.signature())
                .extracting(SignatureScheme::header)
                .containsExactly("X-Hub-Signature-256");
    }

    /** What is replaced in a right document § by what § the problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    type: webhook § type: webhok § 20:7: 'type' must be one of 'events', 'browser', 'kafka', 'zendesk', 'hubspot', 'stripe', 'intercom', 'salesforce', 'webhook', was 'webhok'. Did you mean 'webhook'?
                    mapping: tracker § mapping: traker § 21:10: there is no WebhookMapping 'traker'. Did you mean 'tracker'?
                    secretFiles: [bugs-secret, bugs-secret-new] § keys: ['abc'] § 29:8: a key must be 'sha256:' and 64 hexadecimal digits: the hash of a key, not the key. Hash it: printf %s KEY | sha256sum
                    bugs-secret-new] § bugs-secret-new, third] § 29:14: 'secretFiles' has 3, more than an old one and a new one. Remove those that nobody uses any more.
                    eventsPerSecond: 50 § eventsPerSecond: 0 § 30:27: 'eventsPerSecond' must be from 1 to 1000000, was 0. Write it as in 'eventsPerSecond: 500'.
                    eventsPerSecond: 50 § eventsPerSecond: 50, burst: 10 § 30:38: 'burst' must be at least 'eventsPerSecond', 50, was 10. Leave it away for ten seconds' worth.
                    header: X-Signature § header: X Signature § 23:3: the header of the signature must be the name of a header, was 'X Signature'. Write it as the sender's documentation describes it; message may hold {timestamp}, {body}, {method}, {url} and {header:Name}.
                    account: company § account: compny § 10:10: there is no field 'compny'. Did you mean 'company'?
                    bodyFields: {tenant: /tenant} § bodyFields: {issue: /tenant, tenant: /tenant} § 6:13: the name 'issue' is taken by another field. Give one of the two another name.
                    each: /issues § each: issues § 4:7: a field path must begin with "/", like "/data/id", was "issues": write "/issues". Write it as in '/detail/organization_id'.
                    """)
    void shouldSayWhereAndWhatIsWrong(String right, String wrong, String problem) {
        String documents = MAPPING + WEBHOOK;
        assertThat(documents).contains(right);

        assertThat(problems(documents.replace(right, wrong))).contains("sources.yaml:" + problem);
    }

    @Test
    void shouldRefuseTheKeyOfAnotherSource() {
        assertThat(problems(keyed("a") + "---\n" + keyed("b")))
                .containsExactly(
                        "sources.yaml:9:7: the key is also at sources.yaml:4 (a). Give every source"
                                + " a key of its own.");
    }

    @Test
    void shouldRefuseAKeyBesideASignatureAndASecretWithoutOne() {
        assertThat(problems(MAPPING + WEBHOOK + "keys: ['" + KEY + "']\n"))
                .containsExactly(
                        "sources.yaml:31:7: a source that signs shows no key. Remove 'keys'.");
        assertThat(
                        problems(
                                "kind: Source\nid: crm\ntype: events\nkeys: '"
                                        + KEY
                                        + "'\nsecretFiles: [secret]\n"))
                .containsExactly(
                        "sources.yaml:5:14: the source does not sign, so it needs no secret."
                                + " Remove 'secretFiles'.");
    }

    @Test
    void shouldKeepTheNameForWhatPeopleSayInKeepwellItself() {
        assertThat(problems(ofKafka("keepwell")))
                .containsExactly(
                        "sources.yaml:2:5: what people say in Keepwell itself comes from the source"
                                + " 'keepwell'. Give this one another name.");
    }

    @Test
    void shouldReadASourceThatWritesToKafka() {
        assertThat(only(ofKafka("lake")).topic()).isEqualTo("keepwell.inbound-events");
        assertThat(only(ofKafka("lake") + "topic: lake.events\n").topic()).isEqualTo("lake.events");
    }

    @Test
    void shouldRefuseATopicOfOursAndOneThatAnotherSourceHas() {
        assertThat(problems(ofKafka("lake") + "topic: keepwell.customer-events\n"))
                .containsExactly(
                        "sources.yaml:4:8: keepwell.customer-events is a topic that Keepwell itself"
                                + " writes to. Name the topic that the source writes to, such as"
                                + " keepwell.inbound-events.");
        assertThat(problems(ofKafka("a") + "---\n" + ofKafka("b")))
                .singleElement()
                .asString()
                .contains("the source a writes to keepwell.inbound-events already");
    }

    private static String ofKafka(String id) {
        return "kind: Source\nid: %s\ntype: kafka\n".formatted(id);
    }

    @Test
    void shouldAskForTheOrganizationOfSalesforce() {
        assertThat(
                        problems(
                                MAPPING
                                        + "kind: Source\n"
                                        + "id: sales\n"
                                        + "type: salesforce\n"
                                        + "mapping: tracker\n"
                                        + "keys: ['"
                                        + KEY
                                        + "']\n"))
                .hasSize(2)
                .anyMatch(it -> it.contains("outbound messages of Salesforce are XML"))
                .first()
                .asString()
                .contains("the source has no 'organization', and outbound messages are not signed");
    }

    @Test
    void shouldNotBePutInForce() {
        var file = new PolicyFile("sources.yaml", keyed("crm"));
        assertThat(PolicyParser.parseAll(List.of(file)))
                .isInstanceOfSatisfying(
                        PolicyResult.Accepted.class,
                        parsed ->
                                assertThat(
                                                PolicyReader.read(
                                                        (PolicyBundle) parsed.value(),
                                                        EventCatalogue.standard()))
                                        .asString()
                                        .contains("a Source is not put in force"));
    }

    @Test
    void shouldSendOtherKindsAway() {
        assertThat(problems("kind: Signals\nid: risk\nsignals: []\n"))
                .containsExactly(
                        "sources.yaml:1:7: a Signals does not belong to the sources. Keep it beside"
                                + " the policies; here are the kinds 'Source', 'WebhookMapping'.");
    }

    private static String keyed(String id) {
        return "kind: Source\nid: %s\ntype: events\nkeys: '%s'\n".formatted(id, KEY);
    }

    private static SourceSpec only(String text) {
        return switch (read(text)) {
            case PolicyResult.Accepted<List<SourceSpec>>(var specs) -> specs.getFirst();
            case PolicyResult.Refused<List<SourceSpec>>(var problems) -> fail(problems.toString());
        };
    }

    private static List<String> problems(String text) {
        return switch (read(text)) {
            case PolicyResult.Accepted<List<SourceSpec>>(var specs) -> fail(specs.toString());
            case PolicyResult.Refused<List<SourceSpec>>(var problems) ->
                    problems.stream().map(PolicyProblem::toString).toList();
        };
    }

    private static PolicyResult<List<SourceSpec>> read(String text) {
        return switch (PolicyParser.parseAll(List.of(new PolicyFile("sources.yaml", text)))) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    SourcesReader.read(bundle, EventCatalogue.standard());
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }
}
