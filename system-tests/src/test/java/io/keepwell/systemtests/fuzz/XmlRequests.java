package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.systemtests.fuzz.Draft.Packed;
import io.keepwell.systemtests.fuzz.Item.Fate;

/** Outbound messages of Salesforce, and XML by a mapping of our own. */
final class XmlRequests implements Family {

    private static final String MESSAGE =
            Samples.recorded("salesforce-outbound-message.xml")
                    .replaceAll("04lxx\\w+FAAU|001xx000003DGbXAAW(?=</sf:Id>)", "@T0@")
                    .replaceAll("04lxx\\w+GAAU|500xx\\w+", "@T1@");

    @Override
    public void write(Draft draft, boolean isSpoiled) {
        boolean isOfSalesforce = draft.chance().oneIn(2);
        Route route = isOfSalesforce ? Route.SALESFORCE : Route.ORDERS;
        String path = "/in/" + draft.lane().source(route);
        if (isOfSalesforce) {
            draft.from(route, Dialect.SALESFORCE, path + "?key=" + draft.lane().key(route))
                    .header("SOAPAction", "\"\"");
        } else {
            draft.from(route, Dialect.WEBHOOK_ONE_EACH, path).bearer(route).packed(Packed.PERHAPS);
        }
        draft.called("XML of " + route).header("Content-Type", "text/xml; charset=UTF-8");
        String first = draft.token();
        String second = draft.token();
        draft.item(new Item(first, Fate.ACCEPTED)).item(new Item(second, Fate.ACCEPTED));
        String whole =
                (isOfSalesforce ? MESSAGE : Samples.ORDERS)
                        .replace("@T0@", first)
                        .replace("@T1@", second)
                        .replace("@NOW@", Samples.now());
        if (isSpoiled) {
            draft.body(XmlDamage.of(whole, draft.chance())).unsure();
        } else {
            draft.body(whole.getBytes(UTF_8));
        }
    }
}
