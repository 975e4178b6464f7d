package io.keepwell.ingest.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.event.Flaw;
import io.keepwell.ingest.domain.event.Statement;
import io.keepwell.ingest.domain.event.Verdict;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.RejectionCode;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.SourcesReader;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.webhook.WebhookMapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ItemJudgeTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:20:00Z");

    private static final WebhookMapping MAPPING =
            mapping(
                    """
                    kind: WebhookMapping
                    id: bugs
                    dates: {formats: [iso]}
                    fields: {issue: /i, company: /c, person: /p, topic: /t, at: /a, priority: /u, took: /k}
                    headers: {delivery: X-Delivery}
                    ignore: topic == 'ping'
                    itemId: orElse(delivery, issue)
                    account: company
                    user: person
                    occurredAt: orElse(date(at), now())
                    events:
                    - type: support.ticket-opened
                      when: topic in ['opened', 'both']
                      attributes: {ticketId: issue, priority: priority}
                    - type: support.ticket-resolved
                      when: topic in ['closed', 'both']
                      value: number(took)
                    links:
                    - {user: person, account: company, when: topic == 'member'}
                    ---
                    kind: Source
                    id: bugs
                    type: webhook
                    mapping: bugs
                    signature: github
                    secretFiles: [secret]
                    """);

    @Test
    void shouldMakeAnEventOfTheAccount() {
        Statement.OfAccount made =
                (Statement.OfAccount)
                        only("7", "acme", "ann", "opened", "2026-11-03T09:00:00Z", "HIGH", "");

        assertThat(made.event().id()).isEqualTo("d-1/support.ticket-opened");
        assertThat(made.event().accountId().value()).isEqualTo("acme");
        assertThat(made.event().occurredAt()).isEqualTo("2026-11-03T09:00:00Z");
        assertThat(Objects.requireNonNull(made.event().attributes()).values())
                .containsEntry("ticketId", new AttributeValue.Text("7"))
                .containsEntry("priority", new AttributeValue.Text("high"));
    }

    @Test
    void shouldLeaveToTheUserWhatNamesNoAccount() {
        Statement.OfUser made =
                (Statement.OfUser) only("7", "", "ann", "opened", "", "unheard-of", "");

        assertThat(made.userId()).isEqualTo("ann");
        assertThat(made.occurredAt()).isEqualTo(NOW);
        assertThat(made.attributes().values())
                .as("what the catalogue does not know of is left out")
                .doesNotContainKey("priority");
    }

    @Test
    void shouldSayWhoBelongsToWhomWhereBothAreKnown() {
        assertThat(only("7", "acme", "ann", "member", "", "", ""))
                .isInstanceOfSatisfying(
                        Statement.Linked.class,
                        it -> assertThat(it.id()).isEqualTo("d-1/link-link"));
        assertThat(flaw("7", "acme", "", "member", "", "", "").code())
                .isEqualTo(RejectionCode.NOT_MAPPED);
    }

    @Test
    void shouldMakeAllEventsOfAnItemOrNone() {
        assertThat(verdict("7", "acme", "", "both", "", "", "3.5"))
                .isInstanceOfSatisfying(
                        Verdict.Sound.class, it -> assertThat(it.statements()).hasSize(2));
        assertThat(flaw("7", "acme", "", "both", "", "", "soon").detail())
                .startsWith("support.ticket-resolved: value: ");
        assertThat(flaw("7", "acme", "", "both", "", "", "-1").code())
                .isEqualTo(RejectionCode.INVALID_FIELD);
    }

    @Test
    void shouldPassByWhatIsToBeIgnoredWhateverElseIsWrongWithIt() {
        assertThat(verdict("", "", "", "ping", "yesterday", "", ""))
                .isInstanceOf(Verdict.Ignored.class);
    }

    @Test
    void shouldSayWhatComesToNothing() {
        assertThat(flaw("7", "", "", "opened", "", "", ""))
                .isEqualTo(
                        new Flaw(
                                RejectionCode.MISSING_FIELD,
                                Flaw.WHOLE,
                                "support.ticket-opened: user comes to nothing: person"));
    }

    @Test
    void shouldSayThatTheMappingHasNothingForIt() {
        assertThat(flaw("7", "acme", "", "moved", "", "", "").code())
                .isEqualTo(RejectionCode.NOT_MAPPED);
    }

    @Test
    void shouldRefuseATimeThatIsNoneAndOneThatIsToCome() {
        assertThat(flaw("7", "acme", "", "opened", "yesterday", "", "").code())
                .isEqualTo(RejectionCode.INVALID_FIELD);
        assertThat(flaw("7", "acme", "", "opened", "2026-11-03T10:00:00Z", "", "").code())
                .isEqualTo(RejectionCode.IN_THE_FUTURE);
    }

    @Test
    void shouldRefuseAnAccountThatNoMessageCanHold() {
        assertThat(flaw("7", "a\u0000b", "", "opened", "", "", "").code())
                .isEqualTo(RejectionCode.INVALID_FIELD);
    }

    @Test
    void shouldHashAnIdThatIsTooLong() {
        Statement made = onlyOf("x".repeat(300), "7", "acme", "", "opened", "", "", "");

        assertThat(made.id()).matches("[0-9a-f]{64}");
        assertThat(onlyOf("x".repeat(300), "7", "acme", "", "opened", "", "", "").id())
                .isEqualTo(made.id());
    }

    private static Statement only(String... cells) {
        return onlyOf("d-1", cells);
    }

    private static Statement onlyOf(String delivery, String... cells) {
        return verdictOf(delivery, cells) instanceof Verdict.Sound(var statements)
                ? statements.getFirst()
                : fail("not sound");
    }

    private static Flaw flaw(String... cells) {
        return verdict(cells) instanceof Verdict.Flawed flawed
                ? flawed.flaws().getFirst()
                : fail("not flawed");
    }

    private static Verdict verdict(String... cells) {
        return verdictOf("d-1", cells);
    }

    private static Verdict verdictOf(String delivery, String... cells) {
        var body = new Body("{}".getBytes(StandardCharsets.UTF_8));
        return ItemJudge.verdict(
                MAPPING, new BodyItem(List.of(cells), 0, 2), List.of(delivery), body, NOW);
    }

    private static WebhookMapping mapping(String text) {
        return PolicyParser.parseAll(List.of(new PolicyFile("bugs.yaml", text)))
                                instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                        && SourcesReader.read(bundle, EventCatalogue.standard())
                                instanceof PolicyResult.Accepted<List<SourceSpec>>(var sources)
                ? Objects.requireNonNull(sources.getFirst().mapping())
                : fail("the mapping is wrong");
    }
}
