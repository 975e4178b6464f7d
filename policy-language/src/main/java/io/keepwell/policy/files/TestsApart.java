package io.keepwell.policy.files;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.reading.PolicyTestsReader;
import java.util.ArrayList;
import java.util.List;

/** Takes the tests of policies out of files, so that nobody who puts files in force meets one. */
final class TestsApart {

    private final List<PolicyFile> files = new ArrayList<>();
    private final List<PolicyDocument> tests = new ArrayList<>();

    TestsApart(List<PolicyFile> all) {
        for (PolicyFile file : all) {
            // Who looks at a directory again and again need not parse it each time.
            if (file.text().contains(PolicyTestsReader.KIND)
                    && PolicyParser.parse(file)
                            instanceof PolicyResult.Accepted<List<PolicyDocument>>(var documents)
                    && documents.stream().anyMatch(TestsApart::isTest)) {
                documents.stream().filter(TestsApart::isTest).forEach(tests::add);
                files.addAll(
                        Completion.written(documents.stream().filter(it -> !isTest(it)).toList()));
            } else {
                files.add(file);
            }
        }
    }

    /** The files without tests; those that cannot be read as they are. */
    List<PolicyFile> files() {
        return List.copyOf(files);
    }

    List<PolicyDocument> tests() {
        return List.copyOf(tests);
    }

    /** Two that have one id. */
    List<PolicyProblem> problems() {
        return PolicyBundle.of(tests) instanceof PolicyResult.Refused<PolicyBundle>(var problems)
                ? problems
                : List.of();
    }

    private static boolean isTest(PolicyDocument document) {
        return document.kind().equals(PolicyTestsReader.KIND);
    }
}
