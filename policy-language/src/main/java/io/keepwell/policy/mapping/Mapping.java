package io.keepwell.policy.mapping;

import io.keepwell.model.policy.PolicyRef;
import java.util.List;

/**
 * How an export becomes events.
 *
 * @param ref the document's id and version
 * @param dates how its files write dates
 * @param lookups what is loaded before the first row, in order
 * @param files the files, in the order in which they are read
 */
public record Mapping(
        PolicyRef ref, DateFormats dates, List<Lookup> lookups, List<MappedFile> files) {

    /** Copies the lists. */
    public Mapping {
        lookups = List.copyOf(lookups);
        files = List.copyOf(files);
    }

    /**
     * The file that a lookup is of.
     *
     * @param lookup one of this mapping's
     * @return the file
     */
    public MappedFile fileOf(Lookup lookup) {
        return files.stream()
                .filter(file -> file.id().equals(lookup.file()))
                .findFirst()
                .orElseThrow();
    }
}
