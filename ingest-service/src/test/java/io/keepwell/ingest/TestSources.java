package io.keepwell.ingest;

import io.keepwell.model.key.KeyHash;
import java.util.Map;

/** The sources that the tests send as, and their write keys. */
public final class TestSources {

    public static final String CRM_KEY = "kw_crm-key-of-the-tests";
    public static final String DESK_KEY = "kw_desk-key-of-the-tests";
    public static final String ROTATING_OLD_KEY = "kw_rotating-old-key-of-the-tests";
    public static final String ROTATING_NEW_KEY = "kw_rotating-new-key-of-the-tests";

    private TestSources() {}

    static Map<String, String> settings() {
        return Map.of(
                "ingest.backfill-secret",
                "a-secret-of-the-tests-of-enough-length",
                "ingest.sources.crm.keys",
                hash(CRM_KEY),
                "ingest.sources.desk.keys",
                hash(DESK_KEY),
                "ingest.sources.rotating.keys",
                hash(ROTATING_OLD_KEY) + "," + hash(ROTATING_NEW_KEY));
    }

    private static String hash(String key) {
        return KeyHash.of(key).toString();
    }
}
