package io.keepwell.standalone.work;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a request, of which those that are not given are left out. */
final class Query {

    private final Map<String, @Nullable String> parameters = new HashMap<>();

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    Map<String, @Nullable String> parameters() {
        return Map.copyOf(parameters);
    }
}
