package io.keepwell.standalone;

import io.keepwell.model.key.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sources of a deployment on one machine. */
final class LocalSources {

    private LocalSources() {}

    /** The file that is ours; others in the folder are the user's. */
    static Path fileIn(Path folder) {
        return folder.resolve(Secrets.SOURCE + ".yaml");
    }

    /** Sees to it that the source with the deployment's own key is there. */
    static Path in(Path folder, Secrets secrets) {
        Path file = fileIn(folder);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    """
                    # Written by ./keepwell up, again whenever it starts. Lay files of your own beside \
                    it: ingest
                    # takes them within seconds.
                    kind: Source
                    id: %s
                    description: The source whose key ./keepwell key prints.
                    type: events
                    keys: '%s'
                    """
                            .formatted(Secrets.SOURCE, KeyHash.of(secrets.writeKey())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
