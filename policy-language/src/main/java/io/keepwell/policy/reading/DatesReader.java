package io.keepwell.policy.reading;

import io.keepwell.policy.mapping.DateFormats;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a mapping's sender writes dates. */
final class DatesReader {

    private static final Shape DATES =
            Shape.of("dates", "zone: UTC", "formats: [yyyy-MM-dd, yyyy-MM-dd HH:mm]");

    private DatesReader() {}

    /** The formats; null where there are none, and after problems. */
    static @Nullable DateFormats read(Fields document) {
        Fields fields = document.mapping("dates", DATES);
        if (fields == null) {
            return null;
        }
        fields.require("formats");
        ZoneId zone = fields.has("zone") ? zone(fields) : ZoneOffset.UTC;
        List<String> patterns = fields.texts("formats");
        for (String pattern : patterns) {
            try {
                DateFormats.of(ZoneOffset.UTC, List.of(pattern));
            } catch (IllegalArgumentException | DateTimeException e) {
                fields.problem(
                        "formats",
                        "'%s' is no format of dates: %s".formatted(pattern, e.getMessage()),
                        "Write it as in 'dd-MM-yyyy HH:mm', or one of the words '%s', '%s', '%s'."
                                .formatted(
                                        DateFormats.ISO,
                                        DateFormats.EPOCH_SECONDS,
                                        DateFormats.EPOCH_MILLIS));
                return null;
            }
        }
        return zone == null || patterns.isEmpty() ? null : DateFormats.of(zone, patterns);
    }

    private static @Nullable ZoneId zone(Fields fields) {
        String name = fields.text("zone");
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            fields.problem(
                    "zone",
                    "there is no time zone '%s'".formatted(name),
                    "Write UTC, or a place such as Europe/Berlin.");
            return null;
        }
    }
}
