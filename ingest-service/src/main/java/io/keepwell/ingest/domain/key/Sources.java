package io.keepwell.ingest.domain.key;

import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The systems that may send events, found by their write keys. */
public final class Sources {

    /** Longer than any key of ours: what is longer is not even hashed. */
    private static final int KEY_LENGTH_MAX = 200;

    private final List<Entry> entries;

    private Sources(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the configured sources.
     *
     * @param keys each source's name to its one or two hashed keys
     * @return the sources
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public static Sources of(Map<String, List<String>> keys) {
        var entries = new ArrayList<Entry>();
        var owners = new HashMap<KeyHash, String>();
        keys.forEach((name, hashes) -> {
            SourceName source = named("ingest.sources." + name, name);
            for (int at = 0; at < hashes.size(); at++) {
                String setting = "ingest.sources.%s.keys[%d]".formatted(name, at);
                KeyHash hash = hash(setting, hashes.get(at));
                String other = owners.put(hash, setting);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "%s is the same key as %s; every source needs its own"
                                    .formatted(setting, other));
                }
                entries.add(new Entry(source, hash));
            }
        });
        return new Sources(entries);
    }

    /**
     * Whose a key is. It takes equally long whoever's it is, so that nobody can find a source by
     * measuring.
     *
     * @param key what a sender shows
     * @return the source, or empty when the key is nobody's
     */
    public Optional<SourceName> owner(String key) {
        if (key.length() > KEY_LENGTH_MAX) {
            return Optional.empty();
        }
        KeyHash shown = KeyHash.of(key);
        @Nullable SourceName owner = null;
        for (Entry entry : entries) {
            if (entry.hash().equals(shown)) {
                owner = entry.source();
            }
        }
        return Optional.ofNullable(owner);
    }

    /**
     * All names.
     *
     * @return each once
     */
    public List<SourceName> names() {
        return entries.stream().map(Entry::source).distinct().sorted().toList();
    }

    private static SourceName named(String setting, String name) {
        try {
            return new SourceName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(setting, e.getMessage()), e);
        }
    }

    private static KeyHash hash(String setting, String text) {
        try {
            return KeyHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s %s".formatted(setting, e.getMessage()), e);
        }
    }

    private record Entry(SourceName source, KeyHash hash) {}
}
