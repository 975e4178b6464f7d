package io.keepwell.standalone.work;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose view it is, and how it is printed. */
final class ViewOptions {

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What the customer success manager NAME sees. Default: all accounts")
    private @Nullable String as;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @Nullable String as() {
        return as;
    }

    boolean isJson() {
        return json;
    }
}
