package io.keepwell.systemtests.fuzz;

import io.keepwell.systemtests.fuzz.Item.Fate;
import java.util.List;
import java.util.function.Consumer;

/** What other systems post by themselves, in JSON and signed. */
final class WebhookRequests implements Family {

    private static final String UUIDS =
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static final List<Kind> ZENDESK =
            List.of(
                    Kind.of(Samples.recorded("zendesk-ticket-created.json", UUIDS + "|5158")),
                    Kind.of(Samples.recorded("zendesk-ticket-solved.json", UUIDS + "|5158")),
                    Kind.of(Samples.recorded("zendesk-organization.json", UUIDS)),
                    Kind.of(Samples.recorded("zendesk-trigger.json", "5160")));

    private static final List<Kind> STRIPE =
            List.of(
                    Kind.of(Samples.recorded("stripe-payment-failed.json", "evt_\\w+")),
                    Kind.of(Samples.recorded("stripe-subscription-created.json", "evt_\\w+")),
                    Kind.of(Samples.recorded("stripe-subscription-updated.json", "evt_\\w+")));

    private static final List<Kind> INTERCOM =
            List.of(
                    Kind.of(Samples.recorded("intercom-conversation.json", "notif_[\\w-]+")),
                    Kind.of(Samples.recorded("intercom-rating.json", "notif_[\\w-]+")));

    private static final Kind HUBSPOT =
            Kind.of(
                    """
                    {"eventId": "@T@", "subscriptionId": 26, "portalId": 33, "appId": 1160452,
                     "occurredAt": %d, "subscriptionType": "company.propertyChange", "attemptNumber": 0,
                     "objectId": 1246965, "propertyName": "numberofemployees", "propertyValue": "240",
                     "changeSource": "CRM_UI", "sourceId": "userId:9"}
                    """
                            .formatted(System.currentTimeMillis() - 3_600_000));

    private static final Kind BUG = Kind.of(Samples.BUG);

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        switch (draft.chance().below(5)) {
            case 0 -> {
                one(draft, Route.ZENDESK, ZENDESK, Signing::zendesk, isSpoiled);
                draft.header("X-Zendesk-Webhook-Invocation-Id", "invocation-" + draft.number());
            }
            case 1 -> one(draft, Route.STRIPE, STRIPE, Signing::stripe, isSpoiled);
            case 2 -> one(draft, Route.INTERCOM, INTERCOM, Signing::intercom, isSpoiled);
            case 3 -> {
                one(draft, Route.BUGS, List.of(BUG), Signing::gitHub, isSpoiled);
                // The delivery is the id, which stands in a header.
                draft.header("X-GitHub-Delivery", "fz%di0z".formatted(draft.number()))
                        .header("X-GitHub-Event", "issues");
            }
            default -> {
                begin(draft, Route.HUBSPOT, Dialect.WEBHOOK_ONE_EACH, Signing::hubSpot);
                List<Fate> fates = Moods.several(isSpoiled, draft.chance());
                draft.body(EventRequests.array(draft, fates, HUBSPOT));
            }
        }
    }

    private static void one(
            Draft draft, Route route, List<Kind> kinds, Consumer<Draft> signer, boolean isSpoiled) {
        begin(draft, route, Dialect.WEBHOOK, signer);
        draft.body(draft.chance().of(kinds).write(draft, isSpoiled ? Fate.ANY : Fate.ACCEPTED));
    }

    private static void begin(Draft draft, Route route, Dialect words, Consumer<Draft> signer) {
        draft.from(route, words, "/in/" + draft.lane().source(route))
                .called("a webhook of " + route)
                .header("Content-Type", "application/json")
                .signedBy(signer);
    }
}
