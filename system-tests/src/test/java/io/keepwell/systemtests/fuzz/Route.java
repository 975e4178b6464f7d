package io.keepwell.systemtests.fuzz;

/** By what kind of source something is sent. Every sender has one source of each. */
enum Route {
    /** Events, CloudEvents and Segment's calls, with a key. */
    PRODUCT("events", true),
    /** Segment's calls, with a key that everybody can read. */
    PAGES("browser", true),
    ZENDESK("zendesk", false),
    HUBSPOT("hubspot", false),
    STRIPE("stripe", false),
    INTERCOM("intercom", false),
    SALESFORCE("salesforce", true),
    /** A mapping of our own, of JSON, signed. */
    BUGS("webhook", false),
    /** A mapping of our own, of XML, with a key. */
    ORDERS("webhook", true);

    private final String type;
    private final boolean keyed;

    Route(String type, boolean keyed) {
        this.type = type;
        this.keyed = keyed;
    }

    /** The type of its sources. */
    String type() {
        return type;
    }

    /** Whether they show a key; the others sign. */
    boolean isKeyed() {
        return keyed;
    }
}
