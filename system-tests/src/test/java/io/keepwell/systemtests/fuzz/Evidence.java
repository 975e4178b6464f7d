package io.keepwell.systemtests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps what was found in {@code target/fuzz}, each with the request and how to send it again. */
final class Evidence {

    private static final Path FOLDER = Path.of("target", "fuzz");

    private Evidence() {}

    static void keep(FuzzPlan plan, List<Finding> findings) throws IOException {
        Files.createDirectories(FOLDER);
        var generator = new Generator(plan.seed());
        for (Finding finding : findings) {
            if (finding.number() >= 0) {
                Attempt attempt = generator.attempt(finding.number());
                String name = "%d-%d".formatted(plan.seed(), finding.number());
                Files.write(FOLDER.resolve(name + ".http"), attempt.bytes().bytes());
                Files.writeString(
                        FOLDER.resolve(name + ".txt"),
                        "%s%n%s%nsend it again: %s%n"
                                .formatted(
                                        attempt.kind(),
                                        finding.what(),
                                        plan.again(finding.number())));
            }
        }
    }
}
