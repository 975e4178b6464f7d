package io.keepwell.infra;

import java.nio.file.Path;

/**
 * A data directory on which nobody works, held so that nobody begins to: for who wants to delete
 * it.
 */
public final class IdleDirectory implements AutoCloseable {

    private final DataDirectory directory;

    private IdleDirectory(DataDirectory directory) {
        this.directory = directory;
    }

    /**
     * Takes it.
     *
     * @param dataDirectory created if it does not exist
     * @throws InfraException if a process works there, also one that is still starting or stopping
     */
    public static IdleDirectory take(Path dataDirectory) {
        return new IdleDirectory(DataDirectory.open(dataDirectory));
    }

    /**
     * Stops the PostgreSQL that a killed process left behind in it, if there is one, and deletes
     * all that is in it, and itself.
     *
     * @throws InfraException if that PostgreSQL does not die; then nothing is deleted
     */
    public void delete() {
        Postmaster.stopLeftover(EmbeddedPostgres.dataIn(directory.root()));
        DataDirectory.deleteAll(directory.root());
    }

    @Override
    public void close() {
        directory.close();
    }
}
