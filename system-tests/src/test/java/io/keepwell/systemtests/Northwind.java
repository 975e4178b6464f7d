package io.keepwell.systemtests;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * An enterprise customer that uses the product less than before: content with it, which makes it
 * yellow, or in trouble, which makes it red at once, and its sponsor gone.
 */
public final class Northwind {

    private final String account;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** As the account of that id. */
    public Northwind(String account) {
        this.account = account;
    }

    /** All that happens to who is red from the beginning. */
    static List<String> inTrouble(String account, String csm, String team) {
        var it = new Northwind(account);
        var events = new ArrayList<String>(it.known(csm, team));
        events.addAll(it.troubles());
        return events;
    }

    /** Who it is, and how it uses the product. */
    private List<String> known(String csm, String team) {
        var events = new ArrayList<String>();
        events.add(
                event(
                        "traits",
                        "account.updated",
                        now,
                        """
                        ,"attributes":{"name":"Northwind","arr":250000,"seats":100,\
                        "csm":"%s","team":"%s"}\
                        """
                                .formatted(csm, team)));
        events.add(session(1));
        for (int day = 30; day <= 50; day++) {
            events.add(session(day));
        }
        return events;
    }

    /** What makes it known, and not red. */
    public List<String> content(String csm, String team) {
        var events = new ArrayList<String>(known(csm, team));
        for (int day = 2; day <= 7; day++) {
            events.add(session(day));
        }
        events.add(event("met", "relationship.sponsor-met", yesterday(), ""));
        events.add(contact("u-1"));
        events.add(contact("u-2"));
        events.add(event("happy", "engagement.nps-submitted", yesterday(), ",\"value\":9"));
        events.add(
                event(
                        "helped",
                        "support.csat-submitted",
                        yesterday(),
                        ",\"value\":5,\"attributes\":{\"scaleMax\":5}"));
        return events;
    }

    /** What makes it red. */
    public List<String> troubles() {
        var events = new ArrayList<String>();
        events.add(event("nps", "engagement.nps-submitted", now, ",\"value\":1"));
        events.add(
                event(
                        "csat",
                        "support.csat-submitted",
                        now,
                        ",\"value\":1,\"attributes\":{\"scaleMax\":5}"));
        events.add(event("sponsor", "relationship.sponsor-left", now, ""));
        for (int day = 1; day <= 3; day++) {
            events.add(
                    event(
                            "escalation-" + day,
                            "support.ticket-escalated",
                            now.minus(day, ChronoUnit.DAYS),
                            ""));
        }
        return events;
    }

    private Instant yesterday() {
        return now.minus(1, ChronoUnit.DAYS);
    }

    private String contact(String who) {
        return event(
                "contact-" + who,
                "relationship.contact-added",
                yesterday(),
                ",\"actorId\":\"%s\"".formatted(who));
    }

    private String session(int daysAgo) {
        return event(
                "session-" + daysAgo,
                "usage.session-started",
                now.minus(daysAgo, ChronoUnit.DAYS),
                ",\"actorId\":\"u-1\"");
    }

    private String event(String id, String type, Instant occurredAt, String more) {
        return event(account, id, type, occurredAt.toString(), more);
    }

    /** An event, as it is sent. */
    public static String event(
            String account, String id, String type, String occurredAt, String more) {
        return """
        {"id":"%s-%s","accountId":"%1$s","type":"%s","occurredAt":"%s"%s}\
        """
                .formatted(account, id, type, occurredAt, more);
    }
}
