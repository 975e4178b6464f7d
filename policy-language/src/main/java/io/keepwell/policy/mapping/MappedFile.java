package io.keepwell.policy.mapping;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of an export, or several that are alike.
 *
 * @param id its name in the mapping, and a part of the ids of its events
 * @param name the file's name; {@code *} and {@code ?} stand for any letters and for one
 * @param delimiter what stands between two cells
 * @param charset how its text is encoded
 * @param columns the columns that expressions may name, each with its heading in the file, in order
 * @param events what each row makes, in order; perhaps nothing
 */
public record MappedFile(
        String id,
        String name,
        char delimiter,
        Charset charset,
        Map<String, String> columns,
        List<MappedEvent> events) {

    /** Copies the collections, in order. */
    public MappedFile {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        events = List.copyOf(events);
    }
}
