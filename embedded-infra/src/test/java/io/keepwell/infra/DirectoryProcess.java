package io.keepwell.infra;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a data directory and then waits to be killed. */
final class DirectoryProcess {

    private DirectoryProcess() {}

    /** Takes the directory. */
    public static void main(String[] args) throws IOException {
        try (DataDirectory _ = DataDirectory.open(Path.of(args[0]))) {
            ChildJvm.reportReadyAndWait();
        }
    }
}
