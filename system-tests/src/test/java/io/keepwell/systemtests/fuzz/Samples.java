package io.keepwell.systemtests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** What the fuzz run begins with: requests that are in order. */
final class Samples {

    private static final Path RECORDED = Path.of("../ingest-service/src/test/resources/webhooks");

    /** When they were recorded, which is taken for yesterday. */
    private static final Pattern DAY = Pattern.compile("2026-11-03");

    private static final Pattern SECONDS = Pattern.compile("\\b1793697(\\d{3})(\\d{3})?\\b");

    static final String EVENT =
            """
            {"id": "@T@", "accountId": "acme-7", "type": "usage.feature-used", "occurredAt": "@NOW@",
             "actorId": "u-17", "value": 3, "attributes": {"feature": "report-builder", "beta": true,
             "durationSeconds": 41.5, "note": null, "mark": "@T@"}}
            """;

    static final String CLOUD_EVENT =
            """
            {"specversion": "1.0", "id": "@T@", "source": "/billing", "time": "@NOW@",
             "type": "com.acme.usage.feature-used.v1", "subject": "acme-7", "region": "eu",
             "datacontenttype": "application/json",
             "data": {"feature": "export", "actorId": "u-77", "value": 3, "deep": {"a": [1, 2]}, "mark": "@T@"}}
            """;

    static final String IDENTIFY =
            """
            {"type": "identify", "messageId": "@T@", "userId": "u-77", "anonymousId": "a-1",
             "traits": {"name": "Ann Bell", "title": "CTO", "address": {"city": "Bonn"}, "mark": "@T@"},
             "context": {"groupId": "acme-7", "traits": {"email": "a@b.example"}, "library": {"name": "x"}},
             "timestamp": "@NOW@", "sentAt": "@NOW@", "integrations": {"All": true}}
            """;

    static final String GROUP =
            """
            {"type": "group", "messageId": "@T@", "userId": "u-77", "groupId": "acme-7", "anonymousId": "a-2",
             "traits": {"name": "Acme", "plan": "business", "employees": 120, "renewal_date": "2027-03-01",
             "mark": "@T@"}, "timestamp": "@NOW@"}
            """;

    static final String TRACK =
            """
            {"type": "track", "messageId": "@T@", "userId": "u-77", "event": "Report Exported",
             "properties": {"format": "pdf", "pages": 7, "list": [1], "mark": "@T@"},
             "context": {"groupId": "acme-7"}, "originalTimestamp": "@NOW@", "sentAt": "@NOW@"}
            """;

    static final String PAGE =
            """
            {"type": "page", "messageId": "@T@", "anonymousId": "a-1", "name": "Pricing", "category": "Docs",
             "properties": {"path": "/pricing", "title": "Pricing", "mark": "@T@"}, "timestamp": "@NOW@"}
            """;

    static final String ALIAS =
            """
            {"type": "alias", "messageId": "@T@", "previousId": "a-@T@", "userId": "u-77", "timestamp": "@NOW@"}
            """;

    static final String BUG =
            """
            {"action": "opened", "mark": "@T@", "issue": {"number": 7, "company": "acme-7", "at": "@NOW@"}}
            """;

    static final String ORDERS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <orders xmlns="urn:shop" xmlns:s="urn:s"><!-- of today -->
            <order id="@T0@"><s:company>acme-7</s:company><seats>12</seats><at>@NOW@</at></order>
            <order id="@T1@"><company><![CDATA[acme-7]]></company><seats>12.5</seats><at>@NOW@</at></order>
            </orders>
            """;

    private Samples() {}

    /** A time that has just been. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1).toString();
    }

    /** What another system has sent, as if it had been yesterday. */
    static String recorded(String file) {
        try {
            String text = Files.readString(RECORDED.resolve(file));
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            String day = yesterday.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            return SECONDS.matcher(DAY.matcher(text).replaceAll(day))
                    .replaceAll(it ->
                            yesterday.getEpochSecond() / 1_000
                                    + it.group(1)
                                    + (it.group(2) == null ? "" : it.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with the marks of an item where its ids stand. */
    static String recorded(String file, String ids) {
        return recorded(file).replaceAll(ids, "@T@");
    }
}
