package io.keepwell.systemtests.fuzz;

import java.io.Serial;

/** An answer is not what the interface says. */
final class BrokenPromise extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    BrokenPromise(String what) {
        super(what);
    }
}
