package io.keepwell.standalone.demo;

import io.keepwell.standalone.client.Tokens;
import java.nio.file.Path;

/**
 * What a demonstration needs.
 *
 * @param endpoints where the services are
 * @param writeKey the key with which events are sent
 * @param tokens who we are to the services that ask for it
 * @param stateFile where it remembers how far it has come
 * @param seed what the portfolio's chance hangs on
 */
public record DemoOptions(
        Endpoints endpoints, String writeKey, Tokens tokens, Path stateFile, long seed) {

    /** Not the key. */
    @Override
    public String toString() {
        return "demonstration of seed %d at %s".formatted(seed, endpoints);
    }
}
