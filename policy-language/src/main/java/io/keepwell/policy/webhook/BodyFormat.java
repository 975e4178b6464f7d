package io.keepwell.policy.webhook;

import java.util.Locale;

/** How the bodies of a webhook are written. */
public enum BodyFormat {
    /** One JSON value in UTF-8. */
    JSON,
    /** One XML document. */
    XML;

    /**
     * The word for it in documents.
     *
     * @return lower-case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
