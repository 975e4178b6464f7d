package io.keepwell.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.keepwell.model.message.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the contract's files lie, as a team in another language would read them. */
public final class ContractFiles {

    private static final Path ROOT = Path.of("src/main/resources/keepwell/contract");
    private static final ObjectMapper YAML = new YAMLMapper();

    private ContractFiles() {}

    public static Path root() {
        return ROOT;
    }

    public static List<Path> samples() {
        return in("samples");
    }

    public static List<Path> schemas() {
        return in("schemas");
    }

    public static JsonNode schema(String file) {
        return json(ROOT.resolve("schemas").resolve(file));
    }

    public static JsonNode asyncApi() {
        try {
            return YAML.readTree(Files.readString(ROOT.resolve("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        try {
            return ContractJson.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> in(String folder) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
