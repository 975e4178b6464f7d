package io.keepwell.policy.reading;

import io.keepwell.model.WireName;
import io.keepwell.model.alert.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how much something presses. */
final class SeverityReader {

    private SeverityReader() {}

    /** The severity under a key; null after problems. */
    static @Nullable Severity read(Fields fields, String key) {
        return fields.choice(key, List.of(Severity.values()), WireName::wireName);
    }

    /** Severities by segment; empty after problems too. */
    static Map<String, Severity> bySegment(
            Fields parent, String key, Known segments, Report report) {
        Fields fields = parent.named(key, "mapping of segments", "%s: critical"::formatted);
        if (fields == null) {
            return Map.of();
        }
        Map<String, Severity> bySegment = new LinkedHashMap<>();
        fields.keys()
                .forEach((segment, place) -> {
                    segments.check(segment, place, report);
                    Severity severity = read(fields, segment);
                    if (severity != null) {
                        bySegment.put(segment, severity);
                    }
                });
        return bySegment;
    }
}
