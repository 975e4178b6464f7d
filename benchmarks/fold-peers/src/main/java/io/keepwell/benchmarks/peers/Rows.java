package io.keepwell.benchmarks.peers;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Bytes by key, as an engine keeps them in its state. */
interface Rows {

    /** What is kept under a key, or null. */
    byte @Nullable [] get(String key);

    void put(String key, byte[] value);

    void remove(String key);

    /**
     * All that begins with a prefix.
     *
     * @param each is given key and value; it must not change rows
     */
    void startingWith(String prefix, BiConsumer<String, byte[]> each);
}
