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

    /**
     * The same for what stands after a command's word, where it may be said anew.
     *
     * @param after what is said there, if anything
     */
    @Nullable String as(@Nullable String after) {
        return after == null ? as : after;
    }

    boolean isJson() {
        return json;
    }
}
