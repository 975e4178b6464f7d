package io.keepwell.policy.reading;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.expression.RowKind;
import io.keepwell.policy.expression.RowNames;
import io.keepwell.policy.mapping.DateFormats;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import io.keepwell.policy.webhook.IdentityLink;
import io.keepwell.policy.webhook.WebhookMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of kind WebhookMapping, which says how the bodies of a webhook become events.
 */
final class WebhookMappingReader {

    /** The kind of its documents. */
    static final String KIND = "WebhookMapping";

    private static final Shape MAPPING =
            Shape.ofDocument(
                    KIND,
                    "help-desk",
                    "format: json",
                    "dates: {formats: [iso]}",
                    "each: /tickets",
                    "fields: {ticket: /id, organization: /organization/id}",
                    "bodyFields: {sent_at: /time}",
                    "headers: {delivery: X-Delivery-Id}",
                    "ignore: topic == 'ping'",
                    "itemId: ticket",
                    "account: organization",
                    "user: requester_email",
                    "occurredAt: date(updated_at)",
                    "events: [{type: support.ticket-opened, when: topic == 'ticket.created'}]",
                    "links: [{user: contact_email, account: organization}]");

    private static final Shape LINK =
            Shape.of(
                    "link",
                    "user: contact_email",
                    "account: organization",
                    "name: contact",
                    "when: topic == 'contact.created'");

    private static final String NAMES =
            "Give it one of letters, digits and '_': 'fields: {ticket: /id}'.";

    private final EventCatalogue catalogue;

    WebhookMappingReader(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The mapping; null after problems, though not after all of them. */
    @Nullable WebhookMapping read(Sheet sheet) {
        return new Reading(sheet.report()).read(sheet);
    }

    private final class Reading {

        private final Report report;
        private final Ids linkNames =
                new Ids("link", "Give it a 'name' of its own: it makes a part of the link's id.");

        Reading(Report report) {
            this.report = report;
        }

        @Nullable WebhookMapping read(Sheet sheet) {
            var document = new Fields(sheet.root(), MAPPING, report);
            document.description();
            document.require("dates", "fields");
            if (!document.isMeant("events") && !document.isMeant("links")) {
                document.require("events");
            }
            BodyFormat format =
                    document.choice("format", List.of(BodyFormat.values()), BodyFormat::word);
            DateFormats dates = DatesReader.read(document);
            FieldPath each = path(document, "each");
            Map<String, FieldPath> ofItem = paths(document, "fields");
            Map<String, FieldPath> ofBody = paths(document, "bodyFields");
            Map<String, String> headers = headers(document);
            var formulas =
                    new RowFormulas(
                            RowNames.ofFields(
                                    List.copyOf(cells(document, ofItem, ofBody, headers))),
                            report);
            RowExpression ignore = formulas.of(document, "ignore", RowKind.TRUTH);
            RowExpression declared = formulas.of(document, "itemId", RowKind.TEXT);
            RowExpression itemId = declared == null ? formulas.rowHash() : declared;
            RowExpression occurredAt = formulas.of(document, "occurredAt", RowKind.TIME);
            List<MappedEvent> events =
                    MappedEventReader.ofWebhooks(report, catalogue)
                            .read(
                                    document,
                                    formulas,
                                    new MappedEventReader.Common(
                                            itemId,
                                            formulas.of(document, "account", RowKind.TEXT),
                                            formulas.of(document, "user", RowKind.TEXT),
                                            occurredAt));
            RowExpression since = occurredAt == null ? formulas.now() : occurredAt;
            List<IdentityLink> links = links(document, formulas, since);
            BodyShape shape = shape(document, format, each, ofItem, ofBody);
            return dates == null || shape == null
                    ? null
                    : new WebhookMapping(
                            new PolicyRef(sheet.document().id(), sheet.document().version()),
                            shape,
                            List.copyOf(headers.values()),
                            dates,
                            ignore,
                            itemId,
                            events,
                            links);
        }

        private static @Nullable BodyShape shape(
                Fields document,
                @Nullable BodyFormat format,
                @Nullable FieldPath each,
                Map<String, FieldPath> ofItem,
                Map<String, FieldPath> ofBody) {
            try {
                return new BodyShape(
                        format == null ? BodyFormat.JSON : format,
                        each,
                        List.copyOf(ofItem.values()),
                        List.copyOf(ofBody.values()));
            } catch (IllegalArgumentException e) {
                document.problem(
                        "fields",
                        String.valueOf(e.getMessage()),
                        "Name elements as in '/sObject/Name', and attributes as in"
                                + " '/sObject/@type'.");
                return null;
            }
        }

        /** The names of all cells, in order; each may stand once. */
        private Set<String> cells(
                Fields document,
                Map<String, FieldPath> ofItem,
                Map<String, FieldPath> ofBody,
                Map<String, String> headers) {
            Set<String> names = new LinkedHashSet<>(ofItem.keySet());
            addAll(names, "bodyFields", ofBody.keySet(), document);
            addAll(names, "headers", headers.keySet(), document);
            return names;
        }

        private static void addAll(
                Set<String> names, String key, Set<String> more, Fields document) {
            for (String name : more) {
                if (!names.add(name)) {
                    document.problem(
                            key,
                            "the name '%s' is taken by another field".formatted(name),
                            "Give one of the two another name.");
                }
            }
        }

        private Map<String, String> headers(Fields document) {
            Map<String, String> headers = new LinkedHashMap<>();
            Fields fields = document.named("headers", "headers", name -> name + ": X-Delivery-Id");
            if (fields == null) {
                return headers;
            }
            fields.keys()
                    .forEach((name, place) -> {
                        String header = fields.text(name);
                        if (CellNames.check(name, place, NAMES, report) && header != null) {
                            headers.put(name, header);
                        }
                    });
            return headers;
        }

        private List<IdentityLink> links(
                Fields document, RowFormulas formulas, RowExpression since) {
            List<IdentityLink> links = new ArrayList<>();
            for (Fields fields : Fields.all(document.list("links"), LINK, report)) {
                fields.require("user", "account");
                String own = fields.id("name");
                String name = own == null ? "link" : own;
                linkNames.add(name, fields.place(), report);
                RowExpression when = formulas.of(fields, "when", RowKind.TRUTH);
                RowExpression user = formulas.of(fields, "user", RowKind.TEXT);
                RowExpression account = formulas.of(fields, "account", RowKind.TEXT);
                if (user != null && account != null) {
                    links.add(new IdentityLink(name, when, user, account, since));
                }
            }
            return links;
        }

        private Map<String, FieldPath> paths(Fields document, String key) {
            Map<String, FieldPath> paths = new LinkedHashMap<>();
            Fields fields = document.named(key, key, name -> name + ": /id");
            if (fields == null) {
                return paths;
            }
            fields.keys()
                    .forEach((name, place) -> {
                        FieldPath path = path(fields, name);
                        if (CellNames.check(name, place, NAMES, report) && path != null) {
                            paths.put(name, path);
                        }
                    });
            return paths;
        }

        private static @Nullable FieldPath path(Fields fields, String key) {
            if (!fields.has(key) || fields.isText(key, "")) {
                // The whole body, or the whole item.
                return fields.has(key) ? FieldPath.parse("") : null;
            }
            String text = fields.text(key);
            try {
                return text == null ? null : FieldPath.parse(text);
            } catch (IllegalArgumentException e) {
                fields.problem(
                        key,
                        "%s".formatted(e.getMessage()),
                        "Write it as in '/detail/organization_id'.");
                return null;
            }
        }
    }
}
