package io.keepwell.policy.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a mapping may hold.
 *
 * @param what it describes, for messages
 * @param samples each key with a line that is right
 */
record Shape(String what, Map<String, String> samples) {

    Shape {
        samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    }

    /** With lines that are right, such as {@code weight: 25}, one for each key. */
    static Shape of(String what, String... lines) {
        var samples = new LinkedHashMap<String, String>();
        for (String line : lines) {
            samples.put(line.substring(0, line.indexOf(':')), line);
        }
        return new Shape(what, samples);
    }

    /** Of a document, which has a kind, an id and perhaps a description besides. */
    static Shape ofDocument(String kind, String id, String... lines) {
        var samples = new LinkedHashMap<String, String>();
        samples.put("kind", "kind: " + kind);
        samples.put("id", "id: " + id);
        samples.put("description", "description: What it is for.");
        samples.putAll(of(kind, lines).samples());
        return new Shape(kind, samples);
    }

    Set<String> keys() {
        return samples.keySet();
    }

    /** A line that is right. */
    String sample(String key) {
        String sample = samples.get(key);
        if (sample == null) {
            throw new IllegalArgumentException("%s has no key '%s'".formatted(what, key));
        }
        return sample;
    }

    /** A line that is right and could be the first. */
    String first() {
        return samples.values().iterator().next();
    }
}
