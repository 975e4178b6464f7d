package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.mapping.MappedFile;
import io.keepwell.policy.mapping.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

    private static final String MAPPING =
            """
            kind: Mapping
            id: crm
            dates: {zone: Europe/Berlin, formats: [dd-MM-yyyy, iso]}
            lookups:
            - {id: contracts, file: contracts, key: contract_id, values: {account: account_id}, sums: {arr: number(arr)}}
            files:
            - id: contracts
              name: contracts-*.csv
              delimiter: ;
              encoding: ISO-8859-1
              columns: {contract_id: Contract ID, account_id: Account, arr: ARR}
            - id: usage
              name: usage.csv
              columns: [contract_id, used_on, feature, times]
              account: lookup('contracts', contract_id, 'account')
              events:
              - type: usage.feature-used
                when: number(times) > 0
                occurredAt: date(used_on)
                value: number(times)
                attributes: {feature: feature}
              - type: custom.seen
                name: seen
                account: "'acme'"
                occurredAt: now()
                actor: contract_id
                attributes: {many: true, limit: 5}
            """;

    @Test
    void shouldReadAllThatAMappingCanSay() {
        // When
        Mapping mapping = accepted(MAPPING);

        // Then
        assertThat(mapping.ref().id()).isEqualTo("crm");
        assertThat(mapping.lookups().getFirst().sums()).containsOnlyKeys("arr");
        MappedFile contracts = mapping.fileOf(mapping.lookups().getFirst());
        assertThat(contracts.delimiter()).isEqualTo(';');
        assertThat(contracts.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(contracts.columns()).containsEntry("account_id", "Account");
        assertThat(contracts.events()).isEmpty();
        List<MappedEvent> events = mapping.files().getLast().events();
        assertThat(events)
                .extracting(MappedEvent::name)
                .containsExactly("usage.feature-used", "seen");
        assertThat(events)
                .extracting(it -> Objects.requireNonNull(it.account()).source())
                .containsExactly("lookup('contracts', contract_id, 'account')", "'acme'");
        assertThat(events.getLast().attributes()).containsOnlyKeys("many", "limit");
        assertThat(events.getFirst().id().source())
                .as("where nothing is said")
                .isEqualTo("rowHash()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    kind: Mapping § kind: Play § 1:7: this is no mapping. Name a file with a document of kind Mapping.
                    Europe/Berlin § Europe/Berln § 3:15: there is no time zone 'Europe/Berln'. Write UTC, or a place such as Europe/Berlin.
                    dd-MM-yyyy § MM-yyyy § 3:39: 'MM-yyyy' is no format of dates: it names no day. Write it as in 'dd-MM-yyyy HH:mm', or one of the words 'iso', 'epoch-seconds', 'epoch-millis'.
                    file: contracts § file: contract § 5:25: there is no file 'contract'. Did you mean 'contracts'?
                    values: {account: account_id}, sums: {arr: number(arr)} § values: {account: acount_id} § 5:72: there is no column 'acount_id'. Did you mean 'account_id'?
                    sums: {arr: number(arr)} § sums: {arr: arr} § 5:97: the expression is a text, but a number is wanted. Read a text with number(…).
                    delimiter: ; § delimiter: ;; § 9:14: 'delimiter' must be one character, and neither a quote nor a line end. Write it as in "delimiter: ';'", or "\\t" in double quotes for a tab.
                    ISO-8859-1 § ISO-8859-99 § 10:13: there is no encoding 'ISO-8859-99'. Write UTF-8, ISO-8859-1 or windows-1252, for example.
                    name: usage.csv § name: exports/usage.csv § 13:9: 'name' must be the name of a file, without a folder. Write it as in 'accounts.csv' or 'usage-*.csv'.
                    [contract_id, used_on, feature, times] § [contract_id, used_on, feature, times, in] § 14:51: 'in' is no name that an expression can have. Give it one of letters, digits and '_', and its heading beside it: 'columns: {account_name: Account Name}'.
                    [contract_id, used_on, feature, times] § [contract_id, used_on, feature, times, times] § 14:51: the column 'times' is listed twice. Remove one of the two.
                    number(times) > 0 § times § 18:11: the expression is a text, but a condition is wanted. Compare it, for example with == 'yes'; or ask hasData(…).
                    usage.feature-used § usage.feature-use § 17:11: the event type 'usage.feature-use' is not in the catalogue. Did you mean 'usage.feature-used'? Give a type of your own a name that is less like it.
                    usage.feature-used § Usage § 17:11: 'Usage' is not an event type. Write dotted lower-case words, such as 'usage.feature-used'.
                    attributes: {feature: feature} § attributes: {durationSeconds: 5} § 17:5: the event has no attribute 'feature', and usage.feature-used says nothing without it. Add it: the feature's stable name.
                    attributes: {feature: feature} § attributes: {feature: feature, durationSeconds: times} § 21:53: 'durationSeconds' is a text, but the catalogue wants number. Read a text with number(…).
                    attributes: {feature: feature} § attributes: {feature: feature, on: date(used_on)} § 21:40: an attribute is a text, a number or a condition, this is a time. Write it out as a day: day(…).
                    occurredAt: now() § occurred: now() § 25:5: the key 'occurred' is not known here. Did you mean 'occurredAt'?
                    type: custom.seen\\n    name: seen § type: usage.feature-used\\n    value: 1 § 22:11: event 'usage.feature-used' is already at a.yaml:17. Give it a 'name' of its own: it makes a part of the event's id.
                    """)
    void shouldNameThePlaceAndTheCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(MAPPING, part, instead);

        // When
        List<String> problems = problems(text);

        // Then
        assertThat(problems).contains("a.yaml:" + problem);
    }

    @Test
    void shouldNotPutAMappingInForce() {
        assertThat(Texts.problems(Texts.CARD + "---\n" + MAPPING))
                .containsExactly(
                        "a.yaml:22:7: a mapping is not put in force. Keep it beside the policies,"
                                + " and name it to ./keepwell backfill.");
    }

    private static Mapping accepted(String text) {
        return switch (MappingReader.read(document(text), EventCatalogue.standard())) {
            case PolicyResult.Accepted<Mapping>(var mapping) -> mapping;
            case PolicyResult.Refused<Mapping>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }

    private static List<String> problems(String text) {
        return switch (MappingReader.read(document(text), EventCatalogue.standard())) {
            case PolicyResult.Accepted<Mapping> _ -> List.of();
            case PolicyResult.Refused<Mapping>(var problems) ->
                    problems.stream().map(PolicyProblem::toString).toList();
        };
    }

    private static PolicyDocument document(String text) {
        return switch (PolicyParser.parse(new PolicyFile("a.yaml", text))) {
            case PolicyResult.Accepted<List<PolicyDocument>>(var documents) -> documents.getFirst();
            case PolicyResult.Refused<List<PolicyDocument>>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }
}
