package io.keepwell.runtime;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Supplier;

/** Settings that only the class that uses them can judge. */
public final class Settings {

    private Settings() {}

    /**
     * Makes something of settings, and stops the start with its objection, and without a stack
     * trace, when the settings do not allow it.
     *
     * @param made throws an {@link IllegalArgumentException} that names the setting and the cure
     * @param <T> what is made
     * @return what was made
     * @throws ConfigurationException when a setting is wrong
     */
    public static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            // Without its cause: the framework prints the message alone where this is the root.
            throw new ConfigurationException(e.getMessage());
        }
    }
}
