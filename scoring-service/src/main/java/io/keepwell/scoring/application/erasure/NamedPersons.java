package io.keepwell.scoring.application.erasure;

import io.keepwell.model.event.AttributeValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom an event names. */
public final class NamedPersons {

    private static final String AUTHOR = "author";

    private NamedPersons() {}

    /**
     * Who did it, and who is named for having said what it tells of a score.
     *
     * @param actorId who did it, or null
     * @param attributes what else it tells
     * @return their ids
     */
    public static Set<String> of(@Nullable String actorId, Map<String, AttributeValue> attributes) {
        var persons = new HashSet<String>();
        if (actorId != null) {
            persons.add(actorId);
        }
        if (attributes.get(AUTHOR) instanceof AttributeValue.Text(String author)) {
            persons.add(author);
        }
        return persons;
    }
}
