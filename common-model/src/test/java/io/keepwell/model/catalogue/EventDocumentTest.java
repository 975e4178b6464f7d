package io.keepwell.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} is the catalogue in words; rewrite it with -Dkeepwell.write-docs=true. */
class EventDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/events.md");

    @Test
    void shouldSayWhatTheCatalogueSays() throws IOException {
        String expected = document(EventCatalogue.standard());
        if (Boolean.getBoolean("keepwell.write-docs")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String document(EventCatalogue catalogue) {
        var page =
                new StringBuilder(
                        """
                        # Events

                        <!-- Written from event-catalogue.yaml by EventDocumentTest; edit that file, then run
                             ./keepwell mvn -pl common-model test -Dtest=EventDocumentTest -Dkeepwell.write-docs=true -->

                        What a system can tell Keepwell of a customer. Every event has an `id` (unique within its
                        source), an `accountId`, a `type`, and `occurredAt`; it may have an `actorId`, a `value` (a
                        number) and `attributes` (a flat map). A type that is not listed here is accepted, kept and
                        counted all the same, so that a later scorecard can use it; so is an attribute.

                        A **bold** value or attribute is required. "percent of x" says that the value is counted as a
                        percentage of attribute x, so that ratings on different scales can be averaged.

                        An event with an attribute that is one of several words is counted under a narrower name as
                        well: `support.ticket-opened` with `priority` urgent also as `support.ticket-opened.urgent`.
                        Scorecards and signals ask for either.
                        """);
        String room = "";
        for (EventSpec type : catalogue.types()) {
            String first = type.type().value().split("\\.", 2)[0];
            if (!first.equals(room)) {
                room = first;
                page.append("\n## %s\n\n".formatted(room))
                        .append("| type | what happened | actorId | value | attributes | sets |\n")
                        .append("|---|---|---|---|---|---|\n");
            }
            page.append(row(type));
        }
        page.append("\n## Traits of an account\n\nTold by `account.updated`, one attribute each;")
                .append(" `null` removes a trait. Others are kept too.\n\n")
                .append("| trait | is | what it tells |\n|---|---|---|\n");
        for (TraitSpec trait : catalogue.traits()) {
            page.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(trait.trait(), trait.is().words(), means(trait)));
        }
        return page.toString();
    }

    private static String row(EventSpec type) {
        var attributes = new StringJoiner("<br>");
        type.attributes()
                .forEach((name, spec) ->
                        attributes.add(
                                "%s (%s): %s"
                                        .formatted(
                                                mark("`" + name + "`", spec.required()),
                                                spec.is().words(),
                                                spec.means())));
        var sets = new StringJoiner(", ");
        type.sets().keySet().stream().sorted().forEach(trait -> sets.add("`" + trait + "`"));
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        type.type(),
                        type.means(),
                        type.actor() == null ? "" : type.actor().name().toLowerCase(Locale.ROOT),
                        value(type),
                        attributes,
                        sets);
    }

    private static String value(EventSpec type) {
        ValueSpec value = type.value();
        if (value == null) {
            return "";
        }
        String words = value.unit();
        if (value.min() != null) {
            words +=
                    value.max() == null
                            ? ", %s or more".formatted(value.min())
                            : ", %s to %s".formatted(value.min(), value.max());
        }
        if (value.ifAbsent() != null) {
            words += ", %s if absent".formatted(value.ifAbsent());
        }
        if (value.percentOf() != null) {
            words += ", percent of `%s`".formatted(value.percentOf());
        }
        return mark(words, value.required());
    }

    private static String mark(String words, boolean required) {
        return required ? "**" + words + "**" : words;
    }

    private static String means(TraitSpec trait) {
        return trait.toldBy() == null
                ? trait.means()
                : "%s; told by `%s` alone".formatted(trait.means(), trait.toldBy().value());
    }
}
