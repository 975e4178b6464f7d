package io.keepwell.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCatalogueTest {

    private static final EventCatalogue CATALOGUE = EventCatalogue.standard();

    @ParameterizedTest
    @ValueSource(strings = {"H4", "H5", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A15"})
    void shouldHoldTheEventsThatEachRequirementReads(String requirement) {
        // A1 is a fall of the score itself: it reads whatever the score reads.
        String read = requirement.equals("A1") ? "H5" : requirement;

        assertThat(CATALOGUE.types()).anySatisfy(type -> assertThat(type.feeds()).contains(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usage.session-started",
                "usage.session-ended",
                "usage.feature-used",
                "usage.page-viewed",
                "usage.invite-sent",
                "usage.workflow-started",
                "usage.workflow-completed",
                "usage.limit-reported",
                "support.ticket-opened",
                "support.ticket-escalated",
                "support.ticket-resolved",
                "support.ticket-reopened",
                "support.csat-submitted",
                "support.article-viewed",
                "engagement.meeting-scheduled",
                "engagement.meeting-attended",
                "engagement.meeting-missed",
                "engagement.message-sent",
                "engagement.message-replied",
                "engagement.training-assigned",
                "engagement.training-completed",
                "engagement.community-posted",
                "engagement.nps-submitted",
                "engagement.qbr-completed",
                "outcome.goal-set",
                "outcome.goal-met",
                "outcome.roi-reported",
                "outcome.first-value-reached",
                "relationship.contact-added",
                "relationship.contact-identified",
                "relationship.contact-left",
                "relationship.sponsor-met",
                "relationship.sponsor-left",
                "relationship.champion-promoted",
                "relationship.competitor-mentioned",
                "relationship.csm-sentiment",
                "commercial.contract-started",
                "commercial.contract-renewed",
                "commercial.contract-cancelled",
                "commercial.arr-changed",
                "commercial.seats-changed",
                "commercial.renewal-conversation-started",
                "account.updated",
                "account.event-withdrawn",
                "account.deleted"
            })
    void shouldKnowTheTypesThatOthersBuildOn(String type) {
        assertThat(CATALOGUE.find(new EventType(type))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "usage.session-started, users",
        "usage.session-ended, ",
        "usage.page-viewed, users",
        "usage.invite-sent, users",
        "relationship.contact-added, contacts",
        "relationship.contact-identified, "
    })
    void shouldMarkWhoDidSomethingAndNotWhoLeavesOrIsOnlyToldOf(String type, @Nullable String set) {
        assertThat(CATALOGUE.find(new EventType(type)).orElseThrow().marks())
                .isEqualTo(set == null ? Map.of() : Map.of(set, EventSpec.ACTOR));
    }

    @Test
    void shouldNotObjectToAnEventThatSaysAllItMust() {
        assertThat(objections("support.csat-submitted", "4", Map.of("scaleMax", number("5"))))
                .isEmpty();
    }

    @Test
    void shouldNotObjectToATypeOrAttributeThatItDoesNotKnow() {
        assertThat(objections("acme.rocket-launched", null, Map.of("stage", number("2"))))
                .isEmpty();
        assertThat(objections("usage.session-started", null, Map.of("browser", text("x"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "engagement.nps-submitted, , /value, value is required: the points",
        "engagement.nps-submitted, 10.5, /value, 'value must be 10 or less, was 10.5'",
        "engagement.nps-submitted, -1, /value, 'value must be 0 or more, was -1'"
    })
    void shouldPointAtTheValue(
            String type, @Nullable BigDecimal value, String pointer, String detail) {
        assertThat(CATALOGUE.objections(new EventType(type), value, Attributes.NONE))
                .containsExactly(new EventSpec.Objection(pointer, detail));
    }

    @Test
    void shouldPointAtEachAttributeThatIsMissingOrWrong() {
        assertThat(objections("support.ticket-opened", null, Map.of("priority", text("P1"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/priority",
                                "attributes.priority must be one of low, normal, high, urgent,"
                                        + " was 'P1'"));
        assertThat(objections("engagement.qbr-scheduled", null, Map.of("dueOn", text("1 May"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/dueOn",
                                "attributes.dueOn must be date as YYYY-MM-DD, was '1 May'"));
        assertThat(objections("support.csat-submitted", "4", Map.of()))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/scaleMax",
                                "attributes.scaleMax is required: the best rating that could be"
                                        + " given: 5, 10, 100"));
        assertThat(objections("support.csat-submitted", "4", Map.of("scaleMax", number("0"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/scaleMax",
                                "attributes.scaleMax must be more than 0, was 0"));
        assertThat(objections("support.csat-submitted", "7", Map.of("scaleMax", number("5"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/value",
                                "value must be at most attributes.scaleMax, which is 5, was 7"));
    }

    @Test
    void shouldTakeMoreThanTheWholeWhereThatIsNews() {
        assertThat(
                        objections(
                                "usage.limit-reported",
                                "120",
                                Map.of("limit", text("seats"), "entitled", number("100"))))
                .isEmpty();
    }

    @Test
    void shouldPointAtATraitOfTheWrongKindAndTakeNullAsItsRemoval() {
        assertThat(
                        objections(
                                "account.updated",
                                null,
                                Map.of(
                                        "arr",
                                        text("a lot"),
                                        "csm",
                                        new AttributeValue.Nothing(),
                                        "favouriteColour",
                                        text("green"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/arr",
                                "attributes.arr must be number, was 'a lot', or null to remove the"
                                        + " trait"));
    }

    @Test
    void shouldPointAtATraitThatAnotherTypeAloneTells() {
        assertThat(objections("account.updated", null, Map.of("scoreOverride", number("90"))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/scoreOverride",
                                "attributes.scoreOverride is told by account.score-overridden"
                                        + " alone: send that"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason", "author", "as"})
    void shouldAskWhoOverridesAScoreForAllThatMakesItAnOverride(String missing) {
        var attributes =
                new HashMap<String, AttributeValue>(
                        Map.of(
                                "as",
                                text("cap"),
                                "reason",
                                text("they are moving"),
                                "author",
                                text("ana")));
        assertThat(objections("account.score-overridden", "60", attributes)).isEmpty();

        attributes.remove(missing);

        assertThat(objections("account.score-overridden", "60", attributes))
                .extracting(EventSpec.Objection::pointer)
                .containsExactly("/attributes/" + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "segment", "csm", "team"})
    void shouldPointAtATraitThatIsTooLongToBeLookedFor(String trait) {
        assertThat(objections("account.updated", null, Map.of(trait, text("a".repeat(200)))))
                .isEmpty();
        assertThat(objections("account.updated", null, Map.of(trait, text("a".repeat(201)))))
                .containsExactly(
                        new EventSpec.Objection(
                                "/attributes/" + trait,
                                "attributes.%s must be text of at most 200 characters, was '%s…', or"
                                                .formatted(trait, "a".repeat(50))
                                        + " null to remove the trait"));
    }

    @Test
    void shouldPointAtAValueThatIsTooManyPercentToBeCounted() {
        Map<String, AttributeValue> attributes =
                Map.of("limit", text("seats"), "entitled", number("0.001"));

        assertThat(objections("usage.limit-reported", "10000000", attributes)).isEmpty();
        assertThat(objections("usage.limit-reported", "10000000.001", attributes))
                .containsExactly(
                        new EventSpec.Objection(
                                "/value",
                                "value must lie within 1000000000000 percent of"
                                    + " attributes.entitled, which is 0.001, was 10000000.001"));
    }

    @ParameterizedTest
    @CsvSource({"4, 5, 80", "4.6, 5, 92", "9, 10, 90", "2, 3, 66.666667"})
    void shouldCountARatingAsAPercentageOfItsScale(
            BigDecimal rating, String scaleMax, BigDecimal counted) {
        // D.4 row 14: 4.6 of 5 and 9.2 of 10 are the same satisfaction.
        assertThat(
                        CATALOGUE.counted(
                                new EventType("support.csat-submitted"),
                                rating,
                                new Attributes(Map.of("scaleMax", number(scaleMax)))))
                .contains(counted);
    }

    @Test
    void shouldCountAnyOtherValueAsItIs() {
        assertThat(
                        CATALOGUE.counted(
                                new EventType("commercial.arr-changed"),
                                new BigDecimal("1200.5"),
                                Attributes.NONE))
                .contains(new BigDecimal("1200.5"));
        assertThat(CATALOGUE.counted(new EventType("acme.thing-done"), null, Attributes.NONE))
                .isEmpty();
        assertThat(CATALOGUE.counted(new EventType("usage.feature-used"), null, Attributes.NONE))
                .contains(BigDecimal.ONE);
    }

    @Test
    void shouldRefuseACatalogueThatContradictsItself() {
        EventSpec spec =
                new EventSpec(
                        new EventType("a.b"),
                        "",
                        null,
                        null,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventCatalogue(List.of(spec, spec), List.of()))
                .withMessage("'a.b' is listed twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting(Map.of("arr", "amount")))
                .withMessage("a.b: sets names 'amount', which is no attribute");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EventCatalogue(List.of(setting(Map.of("arr", "value"))), List.of()))
                .withMessage("a.b: sets 'arr', which is no trait");
        var toldByAnother =
                new TraitSpec("arr", new AttributeKind.Numeric(), "revenue", new EventType("c.d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EventCatalogue(
                                List.of(setting(Map.of("arr", "value"))), List.of(toldByAnother)))
                .withMessage("a.b: sets 'arr', which c.d alone tells");
    }

    @Test
    void shouldNameAttributesSoThatTheyNeedNoEscape() {
        assertThat(CATALOGUE.types().stream().flatMap(type -> type.attributes().keySet().stream()))
                .allMatch(name -> name.matches("[a-z][A-Za-z]*"));
    }

    private static EventSpec setting(Map<String, String> sets) {
        return new EventSpec(
                new EventType("a.b"), "", null, null, Map.of(), sets, Map.of(), List.of());
    }

    private static List<EventSpec.Objection> objections(
            String type, @Nullable String value, Map<String, AttributeValue> attributes) {
        return CATALOGUE.objections(
                new EventType(type),
                value == null ? null : new BigDecimal(value),
                new Attributes(attributes));
    }

    private static AttributeValue text(String text) {
        return new AttributeValue.Text(text);
    }

    private static AttributeValue number(String number) {
        return new AttributeValue.Numeric(new BigDecimal(number));
    }

    @Test
    void shouldKnowEventsByANarrowerNameForEachOfSeveralWords() {
        EventCatalogue catalogue = EventCatalogue.standard();
        var opened = new EventType("support.ticket-opened");
        var urgent = new EventType("support.ticket-opened.urgent");
        var told =
                new Attributes(
                        Map.of(
                                "priority", new AttributeValue.Text("urgent"),
                                "ticketId", new AttributeValue.Text("low")));

        assertThat(catalogue.narrower(opened, told)).containsExactly(urgent);
        assertThat(catalogue.narrower(opened, Attributes.NONE)).isEmpty();
        assertThat(catalogue.isWellKnown(urgent)).isTrue();
        assertThat(catalogue.isWellKnown(new EventType("support.ticket-opened.dire"))).isFalse();
        assertThat(catalogue.typeOf(urgent)).isEqualTo(opened);
        assertThat(catalogue.typeOf(opened)).isEqualTo(opened);
    }

    @Test
    void shouldNotTakeANarrowerNameForAType() {
        List<EventSpec.Objection> objections =
                EventCatalogue.standard()
                        .objections(
                                new EventType("support.ticket-opened.urgent"),
                                null,
                                Attributes.NONE);

        assertThat(objections)
                .containsExactly(
                        new EventSpec.Objection(
                                "/type",
                                "type 'support.ticket-opened.urgent' is what support.ticket-opened"
                                        + " is counted as: send that, with attributes.priority:"
                                        + " urgent"));
    }
}
