package io.keepwell.ingest.domain.source;

import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The systems that may send, as they are configured at a moment. */
public final class Sources {

    /** Nobody may send. */
    public static final Sources NONE = new Sources(List.of());

    /** Longer than any key of ours: what is longer is not even hashed. */
    private static final int KEY_LENGTH_MAX = 200;

    private final List<Source> all;

    /**
     * Puts sources together.
     *
     * @param all each with a name and with keys that no other has
     */
    public Sources(List<Source> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Whose a key is. It takes equally long whoever's it is, so that nobody can find a source by
     * measuring.
     *
     * @param key what a sender shows
     * @return the source, or empty when the key is nobody's
     */
    public Optional<Source> owner(String key) {
        if (key.length() > KEY_LENGTH_MAX) {
            return Optional.empty();
        }
        KeyHash shown = KeyHash.of(key);
        @Nullable Source owner = null;
        for (Source source : all) {
            for (KeyHash hash : source.spec().keys()) {
                if (hash.equals(shown)) {
                    owner = source;
                }
            }
        }
        return Optional.ofNullable(owner);
    }

    /**
     * Finds a source.
     *
     * @param name any text
     * @return the source of that name, or empty
     */
    public Optional<Source> named(String name) {
        return all.stream().filter(source -> source.name().value().equals(name)).findFirst();
    }

    /**
     * All of them.
     *
     * @return in the order of their names
     */
    public List<Source> all() {
        return all;
    }

    /**
     * All names.
     *
     * @return each once, sorted
     */
    public List<SourceName> names() {
        return all.stream().map(Source::name).sorted().toList();
    }
}
