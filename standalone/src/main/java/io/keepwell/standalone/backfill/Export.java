package io.keepwell.standalone.backfill;

import io.keepwell.policy.mapping.MappedFile;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.client.ClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An export: a mapping, and the files in a folder that it speaks of.
 *
 * @param mapping what they mean
 * @param directory where they are
 * @param files in the mapping's order, those of one name in alphabetical order
 */
record Export(Mapping mapping, Path directory, List<CsvFile> files) {

    Export {
        files = List.copyOf(files);
    }

    /**
     * Finds the files.
     *
     * @throws ClientException when one is missing
     */
    static Export of(Mapping mapping, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ClientException("there is no folder %s".formatted(directory));
        }
        var files = new ArrayList<CsvFile>();
        for (MappedFile spec : mapping.files()) {
            List<Path> found = matching(directory, spec.name());
            if (found.isEmpty()) {
                throw new ClientException(
                        "there is no %s in %s, which the mapping's file '%s' is to be"
                                .formatted(spec.name(), directory, spec.id()));
            }
            found.forEach(path -> files.add(new CsvFile(spec, path)));
        }
        return new Export(mapping, directory, files);
    }

    private static List<Path> matching(Path directory, String name) {
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + name.replace("[", "\\["));
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> matcher.matches(path.getFileName()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
