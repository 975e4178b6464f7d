package io.keepwell.ingest.adapter.rest;

/** Longer texts of the interface's description. */
final class ApiTexts {

    static final String SUBMIT =
            """
            One event, an array of events, or one event a line (NDJSON). Each event is judged by \
            itself: the good ones are accepted, the others are kept with the reason on the topic \
            keepwell.rejected-events. A line that is broken rejects that line only; an array that \
            is broken rejects all of the body. After a 503, or when no answer came, send the same \
            events with the same ids again.\
            """;

    static final String ONE_EVENT =
            """
            {"id": "evt-8f1c2", "accountId": "acme-1", "type": "usage.feature-used", \
            "occurredAt": "2026-11-03T09:15:28Z", "actorId": "u-77", "value": 3, \
            "attributes": {"feature": "export"}}\
            """;

    static final String MANY_EVENTS =
            """
            [{"id": "evt-1", "accountId": "acme-1", "type": "usage.session-started", \
            "occurredAt": "2026-11-03T09:15:28Z", "actorId": "u-77"}, \
            {"id": "evt-2", "accountId": "acme-1", "type": "support.ticket-opened", \
            "occurredAt": "2026-11-03T09:16:02Z"}]\
            """;

    /** A JSON text, because the description would take bare lines for one JSON value. */
    static final String EVENT_LINES =
            """
            "{\\"id\\":\\"evt-1\\",\\"accountId\\":\\"acme-1\\",\\"type\\":\\"usage.session-started\\",\
            \\"occurredAt\\":\\"2026-11-03T09:15:28Z\\"}\\n\
            {\\"id\\":\\"evt-2\\",\\"accountId\\":\\"acme-1\\",\\"type\\":\\"support.ticket-opened\\",\
            \\"occurredAt\\":\\"2026-11-03T09:16:02Z\\"}\\n"\
            """;

    static final String RECEIPT =
            """
            {"accepted": 1, "rejected": [{"index": 1, "pointer": "/accountId", \
            "code": "missing-field", "detail": "accountId is required"}]}\
            """;

    static final String NONE =
            """
            {"type": "/problems/KW-4221", "title": "The content breaks the rules", \
            "status": 422, "code": "KW-4221", "detail": "the event was not accepted", \
            "errors": [{"pointer": "/accountId", "detail": "accountId is required"}]}\
            """;

    static final String ALL_ACCEPTED =
            """
            {"accepted": 1, "rejected": []}\
            """;

    static final String RUN =
            """
            {"id": "bf_1rU8CEqGQmK4iSMrE2NBzPbWcKIs1m4zcQk7Rrf2Ylw"}\
            """;

    static final String HANDSHAKE =
            """
            The handshake of the CloudEvents webhook specification: asked with \
            WebHook-Request-Origin, it names the origin that may send. No key is needed to ask; \
            sending needs one.\
            """;

    static final String CLOUD_EVENT =
            """
            {"specversion": "1.0", "id": "8f1c2", "source": "/billing", \
            "type": "com.acme.usage.feature-used", "subject": "acme-1", \
            "time": "2026-11-03T09:15:28Z", "datacontenttype": "application/json", \
            "data": {"feature": "export", "actorId": "u-77"}}\
            """;

    static final String SEGMENT =
            """
            Segment's tracking API, for its libraries and those of RudderStack: set their host to \
            this service, and their write key to one of a source. The key may stand in Basic \
            authentication as the user name, in the body as writeKey, or be a bearer token. \
            What is not accepted is kept with the reason on keepwell.rejected-events and listed in \
            the answer, whose status is 200 all the same, unless X-Strict-Mode: 1 asks for 400.\
            """;

    static final String IDENTIFY =
            """
            {"userId": "u-77", "traits": {"name": "Ann Bell", "title": "CTO"}, \
            "context": {"groupId": "acme-1"}, "messageId": "m-1", \
            "timestamp": "2026-11-03T09:15:28Z", "sentAt": "2026-11-03T09:15:29Z"}\
            """;

    static final String GROUP =
            """
            {"userId": "u-77", "groupId": "acme-1", \
            "traits": {"name": "Acme", "plan": "business", "employees": 120}, "messageId": "m-2"}\
            """;

    static final String TRACK =
            """
            {"userId": "u-77", "event": "Report Exported", "properties": {"format": "pdf"}, \
            "context": {"groupId": "acme-1"}, "messageId": "m-3"}\
            """;

    static final String PAGE =
            """
            {"anonymousId": "a-1", "name": "Pricing", "properties": {"path": "/pricing"}, \
            "messageId": "m-4"}\
            """;

    static final String ALIAS =
            """
            {"previousId": "a-1", "userId": "u-77", "messageId": "m-5"}\
            """;

    static final String CALLS =
            """
            {"batch": [{"type": "identify", "userId": "u-77", "messageId": "m-1"}, \
            {"type": "track", "userId": "u-77", "event": "Signed In", "messageId": "m-6"}], \
            "context": {"groupId": "acme-1"}, "sentAt": "2026-11-03T09:15:29Z"}\
            """;

    private ApiTexts() {}

    static final String WEBHOOKS =
            "What other systems post by themselves. A mapping says what it means; those for"
                    + " Zendesk, HubSpot, Stripe, Intercom and Salesforce are ready.";

    static final String WEBHOOK =
            "The path ends with the id of the source's document. The request must be signed as the"
                + " document says or, where the sender cannot sign, show the source's write key as"
                + " a bearer token, as the user name of Basic authentication, or as ?key=. What can"
                + " be read is answered with success once Kafka has it, even if nothing of it was"
                + " accepted: the receipt says what, and it is kept with the reason.";

    static final String ZENDESK_EVENT =
            """
            {"id": "01HVPN2ZXQ4T7B1W7B3Q0QJ5ZK", "type": "zen:event-type:ticket.created",\
             "time": "2026-11-03T09:15:28Z",\
             "detail": {"id": "35436", "organization_id": "4112492", "priority": "HIGH"}}\
            """;

    /** A JSON text, as the other texts that are no JSON: the description reads examples as JSON. */
    static final String OUTBOUND_MESSAGE =
            """
            "<soapenv:Envelope xmlns:soapenv=\\"http://schemas.xmlsoap.org/soap/envelope/\\">\
            <soapenv:Body>\
            <notifications xmlns=\\"http://soap.sforce.com/2005/09/outbound\\">\
            <OrganizationId>00D5g000005XyzAEAS</OrganizationId>\
            <Notification><Id>04l5g00000AbCdEAAV</Id></Notification>\
            </notifications></soapenv:Body></soapenv:Envelope>"\
            """;

    static final String ACKNOWLEDGMENT =
            """
            "<soapenv:Envelope xmlns:soapenv=\\"http://schemas.xmlsoap.org/soap/envelope/\\">\
            <soapenv:Body>\
            <notificationsResponse xmlns=\\"http://soap.sforce.com/2005/09/outbound\\">\
            <Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>"\
            """;

    static final String ASYNC_API =
            """
            "asyncapi: 3.0.0\\ninfo:\\n  title: Keepwell\\n"\
            """;

    static final String JSON_SCHEMA =
            """
            {"$id": "https://keepwell.io/schemas/customer-event.v1.json", "type": "object"}\
            """;
}
