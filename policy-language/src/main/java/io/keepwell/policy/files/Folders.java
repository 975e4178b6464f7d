package io.keepwell.policy.files;

import io.keepwell.policy.BundleSpec;
import io.keepwell.policy.PolicyDocument;
import java.io.IOException;
import java.nio.file.Path;

/** The folders of bundles, as messages name them and as they are. */
final class Folders {

    private Folders() {}

    /** The folder of a document's file. */
    static Path of(PolicyDocument document) {
        return of(document.file());
    }

    /** The folder of a file. */
    static Path of(String file) {
        Path parent = Path.of(file).getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The folder that a bundle extends. */
    static Path beside(Path folder, BundleSpec.Written base) {
        return folder.resolve(base.text()).normalize();
    }

    /** Whether two are the same, whatever links lead there. */
    static boolean areSame(Path one, Path other) {
        return real(one).equals(real(other));
    }

    /** Whether a file is in a folder or below it. */
    static boolean holds(Path folder, String file) {
        return absolute(Path.of(file)).startsWith(absolute(folder));
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return absolute(path);
        }
    }
}
