package io.keepwell.init.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads the files that options name. */
final class OptionFiles {

    private OptionFiles() {}

    /**
     * A properties file.
     *
     * @throws IllegalArgumentException naming the option, when it cannot be read
     */
    static Map<String, String> properties(String option, Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(option, file, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /**
     * A file of one line that is a password.
     *
     * @throws IllegalArgumentException naming the option, when it cannot be read
     */
    static String secret(String option, Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw unreadable(option, file, e);
        }
    }

    private static IllegalArgumentException unreadable(String option, Path file, Exception e) {
        return new IllegalArgumentException(
                "%s: the file %s cannot be read: %s".formatted(option, file, e), e);
    }
}
