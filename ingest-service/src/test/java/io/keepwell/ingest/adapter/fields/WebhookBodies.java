package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.domain.event.Body;
import io.keepwell.ingest.domain.webhook.BodyFields;
import io.keepwell.ingest.domain.webhook.BodyItem;
import io.keepwell.policy.webhook.BodyFormat;
import io.keepwell.policy.webhook.BodyShape;
import io.keepwell.policy.webhook.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies as systems send them, with the ids of nobody. */
final class WebhookBodies {

    static final String ZENDESK_EVENT =
            """
            {
              "type": "zen:event-type:ticket.status_changed",
              "account_id": 22129848,
              "id": "01JBR1FZQ1D6K4NX7VQ7T0E6JH",
              "time": "2026-11-03T09:15:28.105387842Z",
              "zendesk_event_version": "2022-11-06",
              "subject": "zen:ticket:5158",
              "detail": {
                "actor_id": "8447388090494",
                "assignee_id": "8447388090494",
                "brand_id": "8447346621310",
                "created_at": "2026-11-03T08:01:09Z",
                "custom_status": "8447320465790",
                "description": "Hällo,\\n\\"export\\" fails \\ud83d\\ude00",
                "external_id": null,
                "form_id": "8646151517822",
                "group_id": "8447320466430",
                "id": "5158",
                "is_public": true,
                "organization_id": "8447346622462",
                "priority": "HIGH",
                "requester_id": "8447388090494",
                "status": "PENDING",
                "subject": "Export fails",
                "submitter_id": "8447388090494",
                "tags": ["vip", "export"],
                "type": "INCIDENT",
                "updated_at": "2026-11-03T09:15:27Z",
                "via": {"channel": "web_service"}
              },
              "event": {"current": "PENDING", "previous": "OPEN"}
            }
            """;

    /** What an administrator of Zendesk writes with placeholders. */
    static final String ZENDESK_TRIGGER =
            """
            {
              "ticket": {
                "id": "5158",
                "organization": {"external_id": "acme", "name": "Acmé, \\"Inc.\\""},
                "priority": "",
                "satisfaction": {"current_rating": "Good", "current_comment": ""}
              },
              "at": "2026-11-03T09:15:28Z"
            }
            """;

    static final String HUBSPOT =
            """
            [
              {"eventId":3816279340,"subscriptionId":25,"portalId":33,"appId":1160452,"occurredAt":1614556800000,"subscriptionType":"company.propertyChange","attemptNumber":0,"objectId":1246965,"propertyName":"lifecyclestage","propertyValue":"customer","changeSource":"CRM"},
              {"eventId":3816279480,"subscriptionId":26,"portalId":33,"appId":1160452,"occurredAt":1614556801000,"subscriptionType":"company.creation","attemptNumber":0,"objectId":1246978,"changeFlag":"NEW","changeSource":"CRM_UI"},
              {"eventId":3816279520,"subscriptionId":27,"portalId":33,"appId":1160452,"occurredAt":1614556802000,"subscriptionType":"company.deletion","attemptNumber":2,"objectId":1246978,"changeFlag":"DELETED","changeSource":"CRM"}
            ]
            """;

    static final String STRIPE =
            """
            {
              "id": "evt_1NG8Du2eZvKYlo2CUI79vXWy",
              "object": "event",
              "api_version": "2025-09-30.clover",
              "created": 1614556800,
              "data": {
                "object": {
                  "id": "sub_1MowQVLkdIwHu7ixeRlqHVzs",
                  "object": "subscription",
                  "cancel_at_period_end": false,
                  "customer": "cus_Na6dX7aXxi11N4",
                  "discounts": [],
                  "items": {
                    "object": "list",
                    "data": [
                      {
                        "id": "si_Na6dzxczY5fwHx",
                        "current_period_end": 1617235200,
                        "price": {"id": "price_1MowQULkdIwHu7ixraBm864M", "unit_amount": 1000, "unit_amount_decimal": 1000.50},
                        "quantity": 12
                      },
                      {"id": "si_Na6dzxczY5fwHy", "quantity": 1}
                    ],
                    "has_more": false
                  },
                  "metadata": {"keepwell/account": "acme"},
                  "status": "active"
                },
                "previous_attributes": {"items": {"data": [{"quantity": 15}]}}
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": {"id": null, "idempotency_key": null},
              "type": "customer.subscription.updated"
            }
            """;

    static final String INTERCOM =
            """
            {
              "type": "notification_event",
              "app_id": "abcd1234",
              "data": {
                "type": "notification_event_data",
                "item": {
                  "type": "conversation",
                  "id": "1122",
                  "created_at": 1614556700,
                  "contacts": {
                    "type": "contact.list",
                    "contacts": [{"type": "contact", "id": "5ba682d23d7cf92bef87bfd4", "external_id": "u-7"}]
                  },
                  "conversation_rating": {"rating": 4, "remark": "schnell & gut", "created_at": 1614556790},
                  "open": false,
                  "statistics": {"time_to_admin_reply": 2310, "median_time_to_reply": null}
                }
              },
              "links": {},
              "id": "notif_ccd8a4d0-f965-11e3-a367-c779cae3e1b3",
              "topic": "conversation.rating.added",
              "delivery_status": "pending",
              "delivery_attempts": 1,
              "delivered_at": 0,
              "first_sent_at": 1614556800,
              "created_at": 1614556799,
              "self": null
            }
            """;

    static final String SALESFORCE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
             <soapenv:Body>
              <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
               <OrganizationId>00D5g000004xYzAEAU</OrganizationId>
               <ActionId>04k5g000000TbWcAAK</ActionId>
               <SessionId xsi:nil="true"/>
               <EnterpriseUrl>https://acme.my.salesforce.com/services/Soap/c/61.0/00D5g000004xYzA</EnterpriseUrl>
               <PartnerUrl>https://acme.my.salesforce.com/services/Soap/u/61.0/00D5g000004xYzA</PartnerUrl>
               <Notification>
                <Id>04l5g00000AbCdEAAV</Id>
                <sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                 <sf:Id>0065g00000XyZaBAAV</sf:Id>
                 <sf:AccountId>0015g00000QrStUAAV</sf:AccountId>
                 <sf:Amount>125000.50</sf:Amount>
                 <sf:Name>Rénovation &amp; Söhne &lt;2027&gt;</sf:Name>
                 <sf:NextStep xsi:nil="true"/>
                 <sf:StageName>Closed Won</sf:StageName>
                </sObject>
               </Notification>
               <!-- between <Notification> and another -->
               <Notification>
                <Id>04l5g00000AbCdFAAV</Id>
                <sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                 <sf:Id>0065g00000XyZaCAAV</sf:Id>
                 <sf:AccountId>0015g00000QrStVAAV</sf:AccountId>
                 <sf:Name><![CDATA[ <b>Bold</b> & Co ]]></sf:Name>
                 <sf:StageName>
                   Closed Lost
                 </sf:StageName>
                </sObject>
               </Notification>
              </notifications>
             </soapenv:Body>
            </soapenv:Envelope>
            """;

    private WebhookBodies() {}

    static BodyShape json(@Nullable String each, List<String> itemFields, List<String> bodyFields) {
        return shape(BodyFormat.JSON, each, itemFields, bodyFields);
    }

    static BodyShape xml(@Nullable String each, List<String> itemFields, List<String> bodyFields) {
        return shape(BodyFormat.XML, each, itemFields, bodyFields);
    }

    static Body body(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was sent of an item. */
    static String sent(Body body, BodyItem item) {
        return new String(
                Arrays.copyOfRange(body.bytes(), item.from(), item.to()), StandardCharsets.UTF_8);
    }

    /** The items of a body that has some. */
    static List<BodyItem> items(BodyFields fields) {
        if (fields instanceof BodyFields.Items(var items, _)) {
            return items;
        }
        throw new AssertionError("must be items, was " + fields);
    }

    /** The cells of the items of a body that has some. */
    static List<List<String>> cells(BodyFields fields) {
        return items(fields).stream().map(BodyItem::cells).toList();
    }

    private static BodyShape shape(
            BodyFormat format,
            @Nullable String each,
            List<String> itemFields,
            List<String> bodyFields) {
        return new BodyShape(
                format,
                each == null ? null : FieldPath.parse(each),
                itemFields.stream().map(FieldPath::parse).toList(),
                bodyFields.stream().map(FieldPath::parse).toList());
    }
}
