package io.keepwell.runtime.paging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, and in the answer to which question: a place means nothing in another order
 * or among other items.
 *
 * @param question sort and filters, for comparison and for people
 * @param place the last item's sort keys, the last of them unique
 */
public record Cursor(String question, List<@Nullable String> place) {

    /** Longer than any that was given out. */
    private static final int LENGTH_MAX = 8_000;

    private static final String SEPARATOR = "\u001f";
    private static final String NONE = "\u0000";

    /** Copies the list. */
    public Cursor {
        place = Collections.unmodifiableList(new ArrayList<>(place));
    }

    /**
     * Writes it for the way through a client.
     *
     * @return letters, digits, hyphens and underscores
     */
    public String text() {
        var parts = new ArrayList<String>();
        parts.add(question);
        place.forEach(key -> parts.add(key == null ? NONE : key));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one back.
     *
     * @param text as {@link #text} gave it
     * @return the cursor
     * @throws IllegalArgumentException when it is none
     */
    public static Cursor parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("too long");
        }
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        List<String> parts = Arrays.asList(plain.split(SEPARATOR, -1));
        var place = new ArrayList<@Nullable String>();
        parts.subList(1, parts.size()).forEach(key -> place.add(key.equals(NONE) ? null : key));
        if (place.stream().anyMatch(key -> key != null && key.contains(NONE))) {
            throw new IllegalArgumentException("no database holds such a key");
        }
        return new Cursor(parts.getFirst(), place);
    }
}
