package io.keepwell.systemtests.fuzz;

import io.keepwell.model.key.KeyHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents of the sources that all senders send as. */
final class FuzzSources {

    /** What all that sign, sign with. */
    static final String SECRET = "whsec_c2VjcmV0LW9mLXRoZS1mdXp6LXJ1bg";

    static final String ORGANIZATION = "00Dxx0000001gPLEAY";

    private FuzzSources() {}

    /** Writes them. */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("secret"), SECRET);
        var documents = new StringBuilder(MAPPINGS);
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            for (Route route : Route.values()) {
                documents.append(document(new Lane(lane), route));
            }
        }
        Files.writeString(directory.resolve("sources.yaml"), documents);
    }

    private static String document(Lane lane, Route route) {
        String head =
                "---\nkind: Source\nid: %s\ntype: %s\n%s\n"
                        .formatted(
                                lane.source(route),
                                route.type(),
                                route.isKeyed()
                                        ? "keys: '%s'".formatted(KeyHash.of(lane.key(route)))
                                        : "secretFiles: [secret]");
        return head
                + switch (route) {
                    case SALESFORCE -> "organization: %s\n".formatted(ORGANIZATION);
                    case BUGS -> "signature: github\nmapping: bugs\n";
                    case ORDERS -> "mapping: orders\n";
                    case PRODUCT, PAGES, ZENDESK, HUBSPOT, STRIPE, INTERCOM -> "";
                };
    }

    private static final String MAPPINGS =
            """
            kind: WebhookMapping
            id: bugs
            dates: {formats: [iso]}
            fields: {issue: /issue/number, action: /action, company: /issue/company, at: /issue/at}
            headers: {delivery: X-GitHub-Delivery, event: X-GitHub-Event}
            ignore: event == 'ping'
            itemId: delivery
            account: company
            occurredAt: date(at)
            events:
            - {type: support.ticket-opened, when: action == 'opened', attributes: {ticketId: issue}}
            ---
            kind: WebhookMapping
            id: orders
            format: xml
            dates: {formats: [iso]}
            each: /orders/order
            fields: {number: /@id, company: /company, seats: /seats, at: /at}
            itemId: number
            account: company
            occurredAt: date(at)
            events:
            - {type: commercial.seats-changed, value: number(seats)}
            """;
}
