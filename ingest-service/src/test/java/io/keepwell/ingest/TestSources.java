package io.keepwell.ingest;

import io.keepwell.model.key.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The sources that the tests send as, and what each shows. */
public final class TestSources {

    public static final String CRM_KEY = "kw_crm-key-of-the-tests";
    public static final String DESK_KEY = "kw_desk-key-of-the-tests";
    public static final String ROTATING_OLD_KEY = "kw_rotating-old-key-of-the-tests";
    public static final String ROTATING_NEW_KEY = "kw_rotating-new-key-of-the-tests";
    public static final String PAGES_KEY = "kw_pages-key-of-the-tests";
    public static final String LIMITED_KEY = "kw_limited-key-of-the-tests";
    public static final String SALES_KEY = "kw_sales-key-of-the-tests";
    public static final String ORGANIZATION = "00Dxx0000001gPLEAY";

    /** What all webhooks of the tests sign with, beside the next one. */
    public static final String SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy0x";

    public static final String NEXT_SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy0y";

    private TestSources() {}

    static Map<String, String> settings() {
        return Map.of(
                "ingest.backfill-secret",
                "a-secret-of-the-tests-of-enough-length",
                "ingest.sources",
                directory().toString(),
                "ingest.read-sources-every",
                "1s",
                "ingest.limits.body-within",
                "3s",
                "ingest.public-url",
                "https://events.acme.example/");
    }

    /** The directory of the sources, which the service reads again and again. */
    public static Path directory() {
        return Directory.PATH;
    }

    private static final class Directory {
        static final Path PATH = made();

        private static Path made() {
            try {
                Path directory = Files.createTempDirectory("keepwell-sources");
                Files.writeString(directory.resolve("sources.yaml"), documents());
                Files.writeString(directory.resolve("secret"), SECRET + "\n");
                Files.writeString(directory.resolve("next-secret"), NEXT_SECRET);
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String documents() {
        return String.join(
                "---\n",
                keyed("crm", "events", CRM_KEY),
                keyed("desk", "events", DESK_KEY),
                """
                kind: Source
                id: rotating
                type: events
                keys: ['%s', '%s']
                """
                        .formatted(KeyHash.of(ROTATING_OLD_KEY), KeyHash.of(ROTATING_NEW_KEY)),
                keyed("pages", "browser", PAGES_KEY),
                keyed("limited", "events", LIMITED_KEY)
                        + "limits: {eventsPerSecond: 1, burst: 3}\n",
                keyed("sales", "salesforce", SALES_KEY)
                        + "organization: %s\n".formatted(ORGANIZATION),
                "kind: Source\nid: lake\ntype: kafka\n",
                signed("help-desk", "zendesk"),
                signed("hub", "hubspot"),
                signed("billing", "stripe"),
                signed("chat", "intercom"),
                signed("bugs", "webhook") + "signature: github\nmapping: bugs\n",
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
                """);
    }

    private static String keyed(String id, String type, String key) {
        return "kind: Source\nid: %s\ntype: %s\nkeys: '%s'\n".formatted(id, type, KeyHash.of(key));
    }

    private static String signed(String id, String type) {
        return "kind: Source\nid: %s\ntype: %s\nsecretFiles: [secret, next-secret]\n"
                .formatted(id, type);
    }
}
